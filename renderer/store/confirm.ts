import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import type { PullAnswer } from '@shared/protocol/pull';
import type { PushAnswer, PushResult } from '@shared/protocol/push';
import { hashBody } from '@shared/sealing/signedEvent';
import { changeCases, type EventUpdate } from './changeCases';
import { commit } from './commit';
import { mendStore } from './ownEvents';
import type { AttentionRecord, Place, StoredEvent } from './records';
import type { OutboxRow } from './schema';
import { isToSend, type WorkingStore } from './workingStore';

/**
 * How an answer was taken in. `strange`: it is not what was asked for, nothing was changed. `newEpoch`: the platform began
 * another history, all is offered and asked for again.
 */
export type Taken = { kind: 'taken' } | { kind: 'strange' } | { kind: 'newEpoch' };

/**
 * As what events are offered: this device's own, history after a restore of the platform, what of it no stream has brought then, or a
 * chain restored from a backup.
 */
export type OfferedAs = 'own' | 'givenBack' | 'notBrought' | 'carried';

const ledgerPage = 500;

/**
 * The platform was restored: streams are read from their beginning and everything this device ever did is offered again.
 * Nothing is deleted; what the platform has it answers as a duplicate.
 */
export async function beginEpoch(store: WorkingStore, epoch: string): Promise<void> {
  const add: OutboxRow[] = [];
  for (let after = 0; ;) {
    const { events } = await store.port.call('ledger.read', { after, limit: ledgerPage });
    if (events.length === 0) break;
    for (const { body } of events)
      add.push({ sequence: body.sequence, eventId: body.event.id, caseId: body.event.caseId });
    after = events.at(-1)?.body.sequence ?? after;
  }
  store.putOff.forget();
  store.lanes.forget();
  store.progress.forget();
  store.carrying = 'toDo';
  await commit(store, {
    forgetCursors: true,
    outbox: { add },
    marks: {
      epoch,
      givingBackAfter: '',
      lookingAgainAfter: undefined,
      givenBackPutOff: undefined,
      carried: {},
      firstSync: 'done',
    },
  });
}

export const isOtherEpoch = ({ marks }: WorkingStore, epoch: string) =>
  marks.epoch !== undefined && marks.epoch !== epoch;

/** Each result names the event it answers, in the order in which they were sent. */
const answersWhatWasSent = (sent: readonly StoredEvent[], results: readonly PushResult[]) =>
  results.length === sent.length &&
  results.every(({ eventId, hash }, index) => {
    const signed = sent[index]?.signed;
    return signed?.body.event.id === eventId && signed.hash === hash;
  });

type Settled = Exclude<PushResult, { kind: 'deferred' }>;

/** Where an event stands after the platform's answer. */
function placeOf(result: Settled, epoch: string, at: string): Place {
  if (result.kind === 'refused') {
    const { refusal, receipt } = result;
    return { kind: 'refused', refusal, refusedAt: at, ...(receipt === undefined ? {} : { receipt }) };
  }
  const { version, assigned, acceptedAt, receipt } = result;
  return { kind: 'answered', version, assigned, epoch, acceptedAt, receipt };
}

/** The platform has it, and does not bring it to this device any more. */
function placedElsewhere(known: StoredEvent | undefined, epoch: string): StoredEvent | undefined {
  if (known?.place.kind === 'elsewhere') return { ...known, place: { ...known.place, since: epoch } };
  if (known?.place.kind !== 'confirmed' || known.place.epoch === epoch) return undefined;
  return { ...known, place: { ...known.place, kind: 'elsewhere', since: epoch } };
}

/**
 * Takes in what the platform said of events that were sent to it. Nothing leaves the outbox without an answer. While history is given
 * back, this device's own events stay as they are: they are offered again in the order of their chain. Of events that are carried for
 * a device that this one was restored from, the refused ones need attention like its own.
 */
export const takePushAnswer = (
  store: WorkingStore,
  sent: readonly StoredEvent[],
  { epoch, results }: PushAnswer,
  as: OfferedAs = 'own',
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
    const answered: number[] = [];
    const updates = results.flatMap((result, index): EventUpdate[] => {
      const { signed } = sent[index] as StoredEvent;
      const { id: eventId, caseId } = signed.body.event;
      const { sequence } = signed.body;
      const isOwn = isToSend(store, signed);
      if (isOwn && as !== 'own') return [];
      if (result.kind === 'deferred') {
        if (isOwn) store.putOff.noteOwn(sequence);
        return [];
      }
      if (as === 'notBrought' && result.kind === 'duplicate')
        return [{ caseId, eventId, next: (known) => placedElsewhere(known, epoch) }];
      // What others did stands as it does until a stream brings it; what is refused now counts no more.
      if (!isOwn && result.kind !== 'refused') return [];
      if (isOwn) answered.push(sequence);
      if (result.kind !== 'refused') remove.push(eventId);
      // Also what this device did so long ago that its ledger has let it go.
      else if (isOwn || as === 'carried' || signed.body.deviceId === store.session.device.deviceId) {
        const settled = store.attention.get(eventId)?.settled ?? false;
        put.push({ signed, refusal: result.refusal, refusedAt: at, settled });
      }
      const place = placeOf(result, epoch, at);
      const next = (known: StoredEvent | undefined) =>
        known && isHistory(known.place) ? undefined : { signed, place };
      return [{ caseId, eventId, next }];
    });
    const change = await changeCases(store, updates, epoch);
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

type Brought = Omit<ConfirmedEvent, 'stream' | 'position'>;

/**
 * What becomes of events that the platform brought as history. `noted` fills while the updates are worked off: what leaves the outbox
 * and what changes under Needs attention.
 */
export function historyUpdates(store: WorkingStore, epoch: string, events: readonly Brought[], at: string) {
  const noted = { put: [] as AttentionRecord[], remove: [] as string[], sent: [] as number[] };
  const updates = events.map(({ signed, version, acceptedAt, assigned, receipt }): EventUpdate => {
    const { id: eventId, caseId } = signed.body.event;
    const place: Place = { kind: 'confirmed', epoch, version, acceptedAt, assigned, receipt };
    const next = (known: StoredEvent | undefined) => {
      if (known && known.signed.hash !== signed.hash) {
        const refusal = { kind: 'otherContent' } as const;
        noted.put.push({ signed: known.signed, refusal, refusedAt: at, settled: false });
        return known.place.kind === 'confirmed' ? undefined : { signed, place };
      }
      if (store.attention.has(eventId)) noted.remove.push(eventId);
      if (isToSend(store, signed)) noted.sent.push(signed.body.sequence);
      const isKnown = known?.place.kind === 'confirmed' && known.place.epoch === epoch;
      return isKnown ? undefined : { signed, place };
    };
    return { caseId, eventId, next };
  });
  return { updates, noted };
}

/** The part of a change that says what was noted. */
export const withNoted = ({ put, remove, sent }: ReturnType<typeof historyUpdates>['noted']) => ({
  ...(put.length + remove.length > 0 ? { attention: { put, remove } } : {}),
  outbox: { remove: sent },
});

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
    const { after } = asked;
    store.progress.note(asked.stream, { after, at: events.at(-1)?.position ?? after, head: answer.head });
    const lastConfirmedAt = store.now().toISOString();
    const last = events.at(-1);
    if (!last && store.marks.epoch === epoch) {
      store.marks = { ...store.marks, lastConfirmedAt };
      return { kind: 'taken' };
    }
    if (last) store.putOff.noteNews(events.map(({ signed }) => signed.body.event.caseId));
    const { updates, noted } = historyUpdates(store, epoch, events, lastConfirmedAt);
    const change = await changeCases(store, updates, epoch);
    await commit(store, {
      ...change,
      ...withNoted(noted),
      ...(last ? { cursor: { stream: asked.stream, cursor: { epoch, position: last.position } } } : {}),
      marks: { ...change.marks, epoch, lastConfirmedAt },
    });
    return { kind: 'taken' };
  });
