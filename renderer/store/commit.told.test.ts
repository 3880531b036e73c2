import { expect, it } from 'vitest';
import { isListed } from '@shared/casework/worklist';
import { takePage } from './confirm';
import type { StoreChange } from './storeApi';
import { acceptance, caseIdOf, pullAnswer, receipt } from './testing/confirmedEvents';
import { newEngine, openOver } from './testing/openStore';

const stream = '230828101';

it('tells a change with what the case was and is, so that only lists it leaves or enters ask again', async () => {
  const told: StoreChange[] = [];
  const { store } = await openOver(newEngine(), [], undefined, (change) => told.push(change));
  await takePage(store, { stream, after: 0 }, pullAnswer([receipt(1, 1)]));
  await takePage(store, { stream, after: 1 }, pullAnswer([acceptance(1, 2)]));
  const change = told.filter(({ kind }) => kind === 'cases').at(-1);
  if (change?.kind !== 'cases' || !change.traits) throw new Error('not told');
  expect(change.caseIds).toEqual([caseIdOf(1)]);
  expect(change.traits.map(({ state }) => state)).toEqual(['received', 'stage_examination']);
  const touches = (filter: Parameters<typeof isListed>[1]) =>
    change.traits?.some((one) => isListed('all', filter, one));
  expect(touches({ states: ['received'] })).toBe(true);
  expect(touches({ states: ['stage_examination'] })).toBe(true);
  expect(touches({ states: ['delivered'] })).toBe(false);
  expect(touches({ townships: ['230828201'] })).toBe(false);
  store.db.close();
});

it('names the cases alone where so many changed that any list may be among them', async () => {
  const told: StoreChange[] = [];
  const { store } = await openOver(newEngine(), [], undefined, (change) => told.push(change));
  const many = Array.from({ length: 60 }, (_, n) => receipt(n + 1, n + 1));
  await takePage(store, { stream, after: 0 }, pullAnswer(many));
  const change = told.find(({ kind }) => kind === 'cases');
  expect(change).toMatchObject({ caseIds: many.map((_, n) => caseIdOf(n + 1)) });
  expect(change).not.toHaveProperty('traits');
  store.db.close();
});
