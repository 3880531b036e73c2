import { describe, expect, it } from 'vitest';
import { unpackSealed } from '@shared/sealing/sealedRecord';
import { takePage } from './confirm';
import { saveDraft } from './drafts';
import { readCases } from './reading';
import type { Sealed } from './schema';
import { tendStep } from './tending';
import { acceptance, caseIdOf, pullAnswer, receipt } from './testing/confirmedEvents';
import { dataKeys } from './testing/memoryPort';
import { newEngine, openOver, pictureOf } from './testing/openStore';

const stream = '230828101';
const older = dataKeys;
const newer = () => ({ number: 2, key: new Uint8Array(32).fill(9) });
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

type Store = Awaited<ReturnType<typeof openOver>>['store'];
const tended = async (store: Store) => {
  while ((await tendStep(store)) === 'more');
};
/** Numbers of the keys that the rows of every table are sealed with. */
async function keysOf({ db }: Store): Promise<Record<string, number[]>> {
  const numbers = async (name: string) => {
    const rows = await db.table<Sealed>(name).toArray();
    const all = rows.map(({ sealed }) => unpackSealed(sealed)?.keyNumber ?? 0);
    return [name, [...new Set(all)].sort()] as const;
  };
  return Object.fromEntries(await Promise.all(db.tables.map(({ name }) => numbers(name))));
}

describe('a store whose data key was replaced', () => {
  it('is sealed anew while nothing else is done, and opens without the older key then', async () => {
    const engine = newEngine();
    const { store: before } = await openOver(engine);
    const events = range(1, 101).map((n) => receipt(n, n));
    await takePage(before, { stream, after: 0 }, pullAnswer(events));
    const later = range(1, 6).map((n) => acceptance(n, 100 + n));
    await takePage(before, { stream, after: 100 }, pullAnswer(later));
    const draft = { draftId: caseIdOf(900), itemCode: 'ELD-001', savedAt: '2026-03-02T01:00:00.000Z' };
    await saveDraft(before, { ...draft, form: { applicantName: '试' }, materials: [] });
    const picture = pictureOf(before);
    before.db.close();

    const both = () => [newer(), ...older()];
    const { store } = await openOver(engine, [], undefined, undefined, both);
    const filled = Object.entries(await keysOf(store)).filter(([, numbers]) => numbers.length > 0);
    expect(filled.length).toBeGreaterThanOrEqual(6);
    expect(filled.every(([, numbers]) => numbers.includes(1))).toBe(true);
    await tended(store);
    for (const [name, numbers] of Object.entries(await keysOf(store))) expect(numbers, name).not.toContain(1);
    expect(store.marks.sealedWith).toBe(2);
    store.db.close();

    const { store: after } = await openOver(engine, [], undefined, undefined, () => [newer()]);
    expect(pictureOf(after)).toBe(picture);
    const histories = await readCases(after, [caseIdOf(3), caseIdOf(80)]);
    expect([...histories.values()].map((history) => history.size)).toEqual([2, 1]);
  });
});
