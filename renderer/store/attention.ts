import type { CaseState } from '@shared/casework/caseState';
import type { FormData, FormValue } from '@shared/casework/event';
import { collisions } from '@shared/casework/touches';
import { commit } from './commit';
import { foldCase } from './foldCase';
import { readCases } from './reading';
import type { ItemBook } from './itemBook';
import type { AttentionRecord, StoredEvent } from './records';
import type { AttentionEntry } from './storeApi';
import type { WorkingStore } from './workingStore';

const textOf = (value: FormValue | undefined): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/**
 * What a clone of this PC did and an event was refused over: of the same device, behind what its author had seen, and nobody else
 * touched the same.
 */
function doneOnClone(
  { signed: { body }, refusal }: AttentionRecord,
  events: readonly StoredEvent[],
): ReadonlySet<string> {
  if (refusal.kind !== 'conflict') return new Set();
  const colliding = events.filter(
    ({ place, signed }) =>
      place.kind === 'confirmed' &&
      place.version > body.event.baseVersion &&
      collisions(body.event, [signed.body.event]).length > 0,
  );
  const isOthers = colliding.some(({ signed }) => signed.body.deviceId !== body.deviceId);
  return new Set(isOthers ? [] : colliding.map(({ signed }) => signed.body.event.id));
}

/** Whether the author of a refused event knew another one: confirmed to this device by then, or done on it before. */
function knownTo(
  { signed: { body } }: AttentionRecord,
  onClone: ReadonlySet<string>,
): (stored: StoredEvent) => boolean {
  const { event, deviceId, sequence } = body;
  return ({ place, signed }) =>
    place.kind !== 'refused' &&
    !onClone.has(signed.body.event.id) &&
    ((place.kind === 'confirmed' && place.version <= event.baseVersion) ||
      (signed.body.deviceId === deviceId && signed.body.sequence < sequence));
}

/** An entry with mine beside theirs: the form fields that the refused event wanted otherwise than the case has them now, and what others did meanwhile. */
export function describeEntry(
  record: AttentionRecord,
  facts: CaseState | undefined,
  events: readonly StoredEvent[],
  items: ItemBook,
): AttentionEntry {
  const { event } = record.signed.body;
  const mine: FormData = 'form' in event.payload ? event.payload.form : {};
  const fields = Object.entries(mine)
    .map(([field, value]) => ({ field, mine: textOf(value), theirs: textOf(facts?.form[field]) }))
    .filter((one) => one.mine !== one.theirs);
  const { refusal, refusedAt } = record;
  const onClone = doneOnClone(record, events);
  const isKnown = knownTo(record, onClone);
  const known = foldCase(events.filter(isKnown), items, undefined);
  const before = known.kind === 'folded' ? known.facts.form : {};
  const since = events
    .filter(
      (stored) =>
        stored.place.kind === 'confirmed' &&
        !isKnown(stored) &&
        (stored.signed.body.deviceId !== record.signed.body.deviceId ||
          onClone.has(stored.signed.body.event.id)),
    )
    .map(({ signed }) => signed.body.event.id);
  return { event, refusal, refusedAt, fields, before, since };
}

/** How many entries nobody has settled, and cases that left of which nobody has read. */
export const openAttention = (store: Pick<WorkingStore, 'attention' | 'departures'>): number =>
  [...store.attention.values()].filter(({ settled }) => !settled).length + store.departures.size;

/** Entries that nobody has settled, newest first. */
export async function readAttention(store: WorkingStore): Promise<AttentionEntry[]> {
  const records = [...store.attention.values()].filter(({ settled }) => !settled);
  const caseIds = [...new Set(records.map(({ signed }) => signed.body.event.caseId))];
  const cases = await readCases(store, caseIds);
  const facts = new Map<string, CaseState>();
  for (const [caseId, events] of cases) {
    const folded = foldCase([...events.values()], store.items, store.marks.epoch);
    if (folded.kind === 'folded') facts.set(caseId, folded.facts);
  }
  return records
    .map((record) => {
      const { caseId } = record.signed.body.event;
      const events = [...(cases.get(caseId)?.values() ?? [])];
      return describeEntry(record, facts.get(caseId), events, store.items);
    })
    .sort((a, b) => (a.refusedAt < b.refusedAt ? 1 : -1));
}

/** Marks an entry as settled. Without effect where there is none, or it is settled already. */
export const settleAttention = (store: WorkingStore, eventId: string): Promise<void> =>
  store.queue(async () => {
    const record = store.attention.get(eventId);
    if (!record || record.settled) return;
    await commit(store, { attention: { put: [{ ...record, settled: true }] } });
  });
