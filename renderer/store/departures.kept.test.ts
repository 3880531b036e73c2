import { describe, expect, it } from 'vitest';
import { takePage, takePushAnswer } from './confirm';
import { openAttention } from './attention';
import { readDepartures, settleDeparture } from './departures';
import { emptyDatabase } from './openAndRead';
import { readCases } from './reading';
import { caseIdOf, pullAnswer, receipt } from './testing/confirmedEvents';
import { newEngine, openOver } from './testing/openStore';

const stream = '230828101';
const [caseId, other] = [caseIdOf(1), caseIdOf(2)];
const [first, second] = [receipt(1, 1), receipt(2, 2)];
const restored = { a: '80000000-0000-4000-8000-00000000000a', b: '80000000-0000-4000-8000-00000000000b' };

type Store = Awaited<ReturnType<typeof openOver>>['store'];

/** A store with two cases, of which a platform of another epoch brings the second one alone. */
async function openWithout(engine: ReturnType<typeof newEngine>) {
  const { store } = await openOver(engine);
  await takePage(store, { stream, after: 0 }, pullAnswer([first, second]));
  await platformSaysElsewhere(store, restored.a);
  return store;
}
/** The platform of this epoch brings the second case, and has the first one without bringing it. */
async function platformSaysElsewhere(store: Store, epoch: string): Promise<void> {
  const page = { ...pullAnswer([{ ...second, position: 1 }]), epoch };
  expect(await takePage(store, { stream, after: 0 }, page)).toEqual({ kind: 'newEpoch' });
  expect(await takePage(store, { stream, after: 0 }, page)).toEqual({ kind: 'taken' });
  const sent = [...((await readCases(store, [caseId])).get(caseId)?.values() ?? [])];
  const results = sent.map(({ signed: { body, hash } }) => ({
    kind: 'duplicate' as const,
    eventId: body.event.id,
    hash,
    version: 1,
    acceptedAt: '2026-03-02T09:30:00+08:00',
    assigned: {},
    receipt: `${'A'.repeat(43)}=`,
  }));
  expect(await takePushAnswer(store, sent, { epoch, results }, 'notBrought')).toEqual({ kind: 'taken' });
}
const idsOf = (store: Store) => readDepartures(store).map((one) => one.caseId);

describe('a case that left its office with a restore of the platform', () => {
  it('is told of until a person has read it, and then nothing of it is kept', async () => {
    const engine = newEngine();
    const store = await openWithout(engine);
    expect([...store.memory.ids()]).toEqual([other]);
    expect(idsOf(store)).toEqual([caseId]);
    expect(openAttention(store)).toBe(1);
    await settleDeparture(store, caseId);
    expect(openAttention(store)).toBe(0);
    expect(await store.db.departures.count()).toBe(0);
    await platformSaysElsewhere(store, restored.b);
    expect(idsOf(store)).toEqual([]);
  });

  it('is told of once over a second restore, until it comes back', async () => {
    const store = await openWithout(newEngine());
    const [before] = readDepartures(store);
    await platformSaysElsewhere(store, restored.b);
    expect(readDepartures(store)).toEqual([before]);
    const back = { ...pullAnswer([{ ...first, position: 2 }]), epoch: restored.b };
    expect(await takePage(store, { stream, after: 1 }, back)).toEqual({ kind: 'taken' });
    expect(idsOf(store)).toEqual([]);
    expect([...store.memory.ids()].sort()).toEqual([caseId, other]);
    expect(await store.db.departures.count()).toBe(0);
  });

  it('is told of although the store was emptied and built anew, and a damaged word of it costs nothing else', async () => {
    const engine = newEngine();
    const store = await openWithout(engine);
    await emptyDatabase(store.db);
    store.db.close();
    const { store: again } = await openOver(engine);
    expect(again.memory.size).toBe(0);
    expect(idsOf(again)).toEqual([caseId]);
    const row = await again.db.departures.get(caseId);
    if (!row) throw new Error('it is there');
    await again.db.departures.put({ ...row, sealed: row.sealed.map((byte) => byte ^ 1) });
    await takePage(
      again,
      { stream, after: 0 },
      { ...pullAnswer([{ ...second, position: 1 }]), epoch: restored.a },
    );
    again.db.close();
    const { store: last, rebuilt } = await openOver(engine);
    expect([rebuilt, last.memory.size, idsOf(last)]).toEqual([false, 1, []]);
  });
});
