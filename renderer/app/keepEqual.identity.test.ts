import { expect, it } from 'vitest';
import { keepEqual } from './keepEqual';

const row = (caseId: string, version: number) => ({ summary: { caseId, version }, clocks: { due: ['a'] } });

it('answers the old value itself where nothing changed', () => {
  const before = { rows: [row('a', 1), row('b', 1)], total: 2 };
  expect(keepEqual(before, structuredClone(before))).toBe(before);
});

it('keeps every row that is as it was, wherever it stands now', () => {
  const before = { rows: [row('a', 1), row('b', 1)], total: 2 };
  const after = keepEqual(before, { rows: [row('c', 1), row('a', 1), row('b', 2)], total: 3 });
  expect(after).toEqual({ rows: [row('c', 1), row('a', 1), row('b', 2)], total: 3 });
  expect(after.rows[1]).toBe(before.rows[0]);
  expect(after.rows[2]).not.toBe(before.rows[1]);
  expect(after.rows[2]?.clocks).toBe(before.rows[1]?.clocks);
});

it('never keeps what is gone or differs in kind', () => {
  expect(keepEqual({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  expect(keepEqual([1, 2], [1])).toEqual([1]);
  expect(keepEqual({ a: 1 }, undefined)).toBeUndefined();
  expect(keepEqual(undefined, [1])).toEqual([1]);
  expect(keepEqual([], {})).toEqual({});
});
