import { parseCaseNumber } from '@shared/identity/caseNumber';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import { changeCases } from './changeCases';
import { commit, remember, type Change } from './commit';
import type { Marks } from './records';
import { patience, StoreStuck, within } from './within';
import { isBehind, type WorkingStore } from './workingStore';

const page = 500;

/** Highest sequence per day among the provisional numbers that these events give out, and those before. */
function numbersAfter(before: Marks['numbers'], signed: readonly SignedEvent[]): Marks['numbers'] {
  const numbers = { ...before };
  for (const { body } of signed) {
    if (body.event.type !== 'application.received') continue;
    const parsed = parseCaseNumber(body.event.payload.provisionalNumber);
    if (parsed.kind !== 'provisional') continue;
    numbers[parsed.date] = Math.max(numbers[parsed.date] ?? 0, parsed.sequence);
  }
  return numbers;
}

/** The change that takes events of this device's ledger in: events, outbox, cases, and how far the ledger was read. */
async function ownChange(store: WorkingStore, signed: readonly SignedEvent[]) {
  const updates = signed.map((one) => ({
    caseId: one.body.event.caseId,
    eventId: one.body.event.id,
    next: (known: unknown) =>
      known === undefined || store.unwritten.has(one.body.event.id)
        ? { signed: one, place: { kind: 'pending' as const } }
        : undefined,
  }));
  const change = await changeCases(store, updates, store.marks.epoch);
  const add = change.events.map(({ signed: { body } }) => ({
    sequence: body.sequence,
    eventId: body.event.id,
    caseId: body.event.caseId,
  }));
  const numbers = numbersAfter(store.marks.numbers, signed);
  const ledgerSequence = Math.max(store.marks.ledgerSequence, signed.at(-1)?.body.sequence ?? 0);
  const marks = { ...change.marks, numbers, ledgerSequence };
  return { ...change, outbox: { add }, marks } satisfies Change;
}

/** Lets a change count that could not be written. The ledger's mark stays, so that it is written from there later. */
function holdInMemory(store: WorkingStore, change: Awaited<ReturnType<typeof ownChange>>): void {
  for (const event of change.events) store.unwritten.set(event.signed.body.event.id, event);
  const { ledgerSequence } = store.marks;
  remember(store, { ...change, marks: { ...change.marks, ledgerSequence } });
}

/** Takes in whatever the ledger holds behind what the store holds. Answers how many events that were. */
export async function catchUpWithLedger(store: WorkingStore): Promise<number> {
  for (let added = 0; ;) {
    const after = store.marks.ledgerSequence;
    const { events } = await store.port.call('ledger.read', { after, limit: page });
    if (events.length === 0) {
      store.unwritten.clear();
      return added;
    }
    await commit(store, await ownChange(store, events));
    for (const { body } of events) store.unwritten.delete(body.event.id);
    added += events.length;
  }
}

/** At the start: takes in what the ledger holds, into memory alone where the database cannot be written. */
export async function openFromLedger(store: WorkingStore): Promise<number> {
  try {
    return await catchUpWithLedger(store);
  } catch (error) {
    noteStuck(store, error);
    for (let after = store.marks.ledgerSequence; ;) {
      const { events } = await store.port.call('ledger.read', { after, limit: page });
      if (events.length === 0) return store.unwritten.size;
      holdInMemory(store, await ownChange(store, events));
      after = events.at(-1)?.body.sequence ?? after;
    }
  }
}

/**
 * Takes events in that the ledger has just written. They are saved whatever happens here: where the database cannot be
 * written they are kept in memory, and written from the ledger later. Where it cannot even be read, they stand in the ledger
 * alone until the store is mended.
 */
export async function takeAppended(
  store: WorkingStore,
  signed: readonly SignedEvent[],
  discardDraft?: string,
): Promise<void> {
  let change: Awaited<ReturnType<typeof ownChange>> | undefined;
  try {
    change = await within(patience, ownChange(store, signed));
    const draft = discardDraft === undefined ? {} : { discardDraft };
    // While the database cannot be written, nothing waits for it: the next command tries to mend it.
    if (store.unwritten.size > 0) throw new Error('the store waits to be mended');
    // Something in between was appended and its answer lost: the ledger itself tells all of it.
    const complete = signed[0]?.body.sequence === store.marks.ledgerSequence + 1;
    if (!complete) await within(patience, catchUpWithLedger(store));
    await commit(store, complete ? { ...change, ...draft } : draft);
  } catch (error) {
    noteStuck(store, error);
    if (change) holdInMemory(store, change);
  }
  store.wakeSync();
}

/** Pause after a try that had no end, in milliseconds: each may hold a clerk up. */
const pauseBetweenTries = 60_000;

/** Remembers that the database gave no answer, so that the next command does not wait for it too. */
export function noteStuck(store: WorkingStore, error: unknown): void {
  if (error instanceof StoreStuck) store.mendAfter = Date.now() + pauseBetweenTries;
}

/** Whether the database gave no answer a moment ago. */
export const isStuck = ({ mendAfter }: WorkingStore): boolean => Date.now() < mendAfter;

/** Writes what could not be written before, if it can be now. Never rejects, and never waits for a database without an end. */
export async function mendStore(store: WorkingStore): Promise<void> {
  if (!isBehind(store) || isStuck(store)) return;
  try {
    await within(patience, catchUpWithLedger(store));
    store.mendAfter = 0;
  } catch (error) {
    noteStuck(store, error);
    await within(patience, reopen(store)).catch((again: unknown) => noteStuck(store, again));
  }
}

/** Opens the database anew; Chromium may have reset it, and then everything comes from the ledger and the platform. */
async function reopen(store: WorkingStore): Promise<void> {
  store.db.close();
  store.db = await store.reopenDatabase();
  if ((await store.db.meta.get('marks')) === undefined) store.lost('closed');
  else await catchUpWithLedger(store);
}
