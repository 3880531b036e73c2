import type { Light } from '../calendar/clock';
import type { PlainDate } from '../calendar/dates';
import type { CaseMark } from './summary';

/** `mine`: it is this person's role's turn here. `all`: every case of the office's streams. */
export type Queue = 'mine' | 'awaitingSupplement' | 'inProgress' | 'toDeliver' | 'closed' | 'all';

/** The orders of a worklist; the first case of each is the one to look at first. */
export const sorts = [
  /** first due first, what has no running clock last */ 'due',
  /** last received first */ 'received',
  /** last changed first */ 'changed',
  /** by the item's code */ 'item',
  /** by the pinyin of the applicant's name */ 'applicant',
  /** by the division that received it */ 'township',
  /** by state, the cases of one stage together */ 'state',
  /** by the pinyin of who did the latest step */ 'actor',
  /** most alarms first, the earliest due of them first */ 'alarms',
] as const;
export type Sort = (typeof sorts)[number];

/** The lights that a list can be filtered by, the gravest first. */
export const listedLights: readonly Light[] = ['red', 'amber', 'green', 'violet'];

/** What of a list is shown. Values of one kind are alternatives, kinds hold together; an absent kind lets everything pass. */
export type CaseFilter = {
  items?: readonly string[];
  /** Codes of the divisions that received the case. */
  townships?: readonly string[];
  /** Codes of the offices whose turn it is 现办理机构. */
  offices?: readonly string[];
  states?: readonly string[];
  lights?: readonly Light[];
  marks?: readonly CaseMark[];
  /** Names of those who did the latest step. */
  actors?: readonly string[];
  /** First and last day of receipt, both included. */
  receivedFrom?: PlainDate;
  receivedTo?: PlainDate;
};

/** What a filter can ask of a case, on the day looked at. */
export type CaseTraits = {
  queues: readonly Queue[];
  item: string;
  township: string;
  office: string;
  state: string;
  light: Light | undefined;
  marks: readonly CaseMark[];
  actor: string;
  receivedOn: PlainDate;
};

const among = <T>(asked: readonly T[] | undefined, has: readonly T[]): boolean =>
  asked === undefined || asked.length === 0 || has.some((one) => asked.includes(one));

/** Whether a case stands in a queue as filtered. */
export const isListed = (queue: Queue, filter: CaseFilter, traits: CaseTraits): boolean =>
  traits.queues.includes(queue) &&
  among(filter.items, [traits.item]) &&
  among(filter.townships, [traits.township]) &&
  among(filter.offices, [traits.office]) &&
  among(filter.states, [traits.state]) &&
  among(filter.lights, traits.light === undefined ? [] : [traits.light]) &&
  among(filter.marks, traits.marks) &&
  among(filter.actors, [traits.actor]) &&
  (filter.receivedFrom === undefined || traits.receivedOn >= filter.receivedFrom) &&
  (filter.receivedTo === undefined || traits.receivedOn <= filter.receivedTo);
