import type { PullAnswer } from '@shared/protocol/pull';
import type { PushAnswer, PushResult } from '@shared/protocol/push';
import { hashBody } from '@shared/sealing/signedEvent';
import { changeCases, type EventUpdate } from './changeCases';
import { commit } from './commit';
import { mendStore } from './ownEvents';
import type { AttentionRecord, Place, StoredEvent } from './records';
import type { OutboxRow } from './schema';
import type { WorkingStore } from './workingStore';

/**
 * How an answer was taken in. `strange`: it is not what was asked for, nothing was changed. `newEpoch`: the platform began
 * another history, all is offered and asked for again.
 */
export type Taken = { kind: 'taken' } | { kind: 'strange' } | { kind: 'newEpoch' };

const ledgerPage = 500;

/**
 * The platform was restored: streams are read from their beginning and everything this device ever did is offered again.
 * Nothing is deleted; what the platform has it answers as a duplicate.
 */
async function beginEpoch(store: WorkingStore, epoch: string): Promise<void> {
  const add: OutboxRow[] = [];
  for (let after = 0; ;) {
    const { events } = await store.port.call('ledger.read', { after, limit: ledgerPage });
    if (events.length === 0) break;
    for (const { body } of events)
      add.push({ sequence: body.sequence, eventId: body.event.id, caseId: body.event.caseId });
    after = events.at(-1)?.body.sequence ?? after;
  }
  await commit(store, { forgetCursors: true, outbox: { add }, marks: { epoch } });
}

const isOtherEpoch = ({ marks }: WorkingStore, epoch: string) =>
  marks.epoch !== undefined && marks.epoch !== epoch;

/** Each result names the event it answers, in the order in which they were sent; behind the last nothing was judged yet. */
const answersWhatWasSent = (sent: readonly StoredEvent[], results: readonly PushResult[]) =>
  results.length <= sent.length &&
  results.every(({ eventId, hash }, index) => {
    const signed = sent[index]?.signed;
    return signed?.body.event.id === eventId && signed.hash === hash;
  });

/** Takes in what the platform said of events that were sent to it. Nothing leaves the outbox without an answer. */
export const takePushAnswer = (
  store: WorkingStore,
  sent: readonly StoredEvent[],
  { epoch, results }: PushAnswer,
): Promise<Taken> =>
  store.queue(async () => {
    await mendStore(store);
    if (!answersWhatWasSent(sent, results)) return { kind: 'strange' };
    if (isOtherEpoch(store, epoch)) {
      await beginEpoch(store, epoch);
      return { kind: 'newEpoch' };
    }
    const at = store.now().toISOString();
    const isHistory = (place: Place) => place.kind === 'confirmed' && place.epoch === epoch;
    const put: AttentionRecord[] = [];
    const remove: string[] = [];
    const updates = results.map((result, index): EventUpdate => {
      const { signed } = sent[index] as StoredEvent;
      const { id: eventId, caseId } = signed.body.event;
      if (result.kind === 'refused') {
        const settled = store.attention.get(eventId)?.settled ?? false;
        put.push({ signed, refusal: result.refusal, refusedAt: at, settled });
      } else remove.push(eventId);
      const place: Place =
        result.kind === 'refused'
          ? { kind: 'refused', refusal: result.refusal, refusedAt: at }
          : { kind: 'answered', version: result.version, assigned: result.assigned };
      const next = (known: StoredEvent | undefined) =>
        known && isHistory(known.place) ? undefined : { signed, place };
      return { caseId, eventId, next };
    });
    const change = await changeCases(store, updates, epoch);
    const answered = sent.slice(0, results.length).map(({ signed }) => signed.body.sequence);
    const attention = { put, remove: remove.filter((eventId) => store.attention.has(eventId)) };
    await commit(store, {
      ...change,
      ...(attention.put.length + attention.remove.length > 0 ? { attention } : {}),
      outbox: { remove: answered },
      marks: { ...change.marks, epoch, lastConfirmedAt: at },
    });
    return { kind: 'taken' };
  });

/** A page follows its cursor in order, is of its stream, and every hash holds. */
const isPageOf = (stream: string, after: number, { events }: PullAnswer) =>
  events.every(
    (event, index) =>
      event.stream === stream &&
      event.position > (events[index - 1]?.position ?? after) &&
      hashBody(event.signed.body) === event.signed.hash,
  );

/**
 * Takes a page of confirmed history in. Idempotent by event id and hash: the same page again changes nothing; the same id
 * with another hash is an alarm under Needs attention, and what this device holds as history is never replaced.
 */
export const takePage = (
  store: WorkingStore,
  asked: { stream: string; after: number },
  answer: PullAnswer,
): Promise<Taken> =>
  store.queue(async () => {
    await mendStore(store);
    const { epoch, events } = answer;
    if (isOtherEpoch(store, epoch)) {
      await beginEpoch(store, epoch);
      return { kind: 'newEpoch' };
    }
    if (!isPageOf(asked.stream, asked.after, answer)) return { kind: 'strange' };
    const lastConfirmedAt = store.now().toISOString();
    const last = events.at(-1);
    if (!last && store.marks.epoch === epoch) {
      store.marks = { ...store.marks, lastConfirmedAt };
      return { kind: 'taken' };
    }
    const put: AttentionRecord[] = [];
    const remove: string[] = [];
    const sent: number[] = [];
    const updates = events.map(({ signed, version, acceptedAt, assigned }): EventUpdate => {
      const { id: eventId, caseId } = signed.body.event;
      const place: Place = { kind: 'confirmed', epoch, version, acceptedAt, assigned };
      const next = (known: StoredEvent | undefined) => {
        if (known && known.signed.hash !== signed.hash) {
          const refusal = { kind: 'otherContent' } as const;
          put.push({ signed: known.signed, refusal, refusedAt: lastConfirmedAt, settled: false });
          return known.place.kind === 'confirmed' ? undefined : { signed, place };
        }
        if (store.attention.has(eventId)) remove.push(eventId);
        // A clone's event may bear the number of one of ours: only the very event that we hold has come back.
        if (known && signed.body.deviceId === store.session.device.deviceId) sent.push(signed.body.sequence);
        const isKnown = known?.place.kind === 'confirmed' && known.place.epoch === epoch;
        return isKnown ? undefined : { signed, place };
      };
      return { caseId, eventId, next };
    });
    const change = await changeCases(store, updates, epoch);
    await commit(store, {
      ...change,
      ...(put.length + remove.length > 0 ? { attention: { put, remove } } : {}),
      outbox: { remove: sent.filter((sequence) => store.outbox.has(sequence)) },
      ...(last ? { cursor: { stream: asked.stream, cursor: { epoch, position: last.position } } } : {}),
      marks: { ...change.marks, epoch, lastConfirmedAt },
    });
    return { kind: 'taken' };
  });
