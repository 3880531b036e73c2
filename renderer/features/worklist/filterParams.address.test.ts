import { expect, it } from 'vitest';
import type { CaseFilter } from '../../store/storeApi';
import { filterOf, filterParams, filtersSet } from './filterParams';

const filter: CaseFilter = {
  items: ['ELD-001', 'DIS-001'],
  townships: ['230828101'],
  lights: ['red', 'amber'],
  marks: ['late'],
  receivedFrom: '2026-03-01',
};

it('comes back from an address as it went in', () => {
  const params = new URLSearchParams(filterParams(filter).filter(([, value]) => value !== ''));
  expect(filterOf(params)).toEqual(filter);
  expect(filtersSet(filter)).toBe(5);
  expect(filtersSet(filterOf(new URLSearchParams()))).toBe(0);
});

it('takes nothing from an address that is no filter', () => {
  const params = new URLSearchParams('light=purple,red&mark=none&from=yesterday&item=,');
  expect(filterOf(params)).toEqual({ lights: ['red'] });
});
