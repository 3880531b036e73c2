import { PlainDate } from '@shared/calendar/dates';
import { CaseMark } from '@shared/casework/summary';
import { listedLights } from '@shared/casework/worklist';
import type { CaseFilter } from '../../store/storeApi';

/** Under what name each filter stands in the address. */
const names = {
  items: 'item',
  townships: 'township',
  offices: 'office',
  states: 'state',
  lights: 'light',
  marks: 'mark',
  actors: 'actor',
  receivedFrom: 'from',
  receivedTo: 'to',
} as const satisfies Record<keyof CaseFilter, string>;

/** A filter as it stands in an address; whatever is not a filter there is left out. */
export function filterOf(params: URLSearchParams): CaseFilter {
  const many = (name: string) => (params.get(name) ?? '').split(',').filter((one) => one !== '');
  const known = <T extends string>(name: string, all: readonly T[]) =>
    all.filter((one) => many(name).includes(one));
  const date = (name: string) => PlainDate.safeParse(params.get(name)).data;
  const lists = {
    items: many(names.items),
    townships: many(names.townships),
    offices: many(names.offices),
    states: many(names.states),
    lights: known(names.lights, listedLights),
    marks: known(names.marks, CaseMark.options),
    actors: many(names.actors),
  };
  const set = Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0));
  const [receivedFrom, receivedTo] = [date(names.receivedFrom), date(names.receivedTo)];
  return { ...set, ...(receivedFrom ? { receivedFrom } : {}), ...(receivedTo ? { receivedTo } : {}) };
}

/** Every name with its value; empty where nothing is filtered by it. */
export const filterParams = (filter: CaseFilter): [string, string][] =>
  Object.entries(names).map(([key, name]) => {
    const value = filter[key as keyof CaseFilter];
    return [name, typeof value === 'string' ? value : (value ?? []).join(',')];
  });

/** By how many kinds of filter the list is narrowed. */
export const filtersSet = (filter: CaseFilter): number => {
  const { receivedFrom, receivedTo, ...lists } = filter;
  const dates = receivedFrom !== undefined || receivedTo !== undefined ? 1 : 0;
  return dates + Object.values(lists).filter((values) => values.length > 0).length;
};
