import type { FerryTaken } from '@shared/bridge/ferry';
import type { Output } from '@shared/bridge/channel';
import type { WorkerChannels } from '@shared/bridge/workerChannels';
import type { FerriedAnswer, FerriedPage } from '@shared/sealing/ferry/messages';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import { commit } from '../store/commit';
import { takePage, takePushAnswer, type OfferedAs, type Taken } from '../store/confirm';
import { readCases } from '../store/reading';
import type { StoredEvent } from '../store/records';
import { isToSend, type WorkingStore } from '../store/workingStore';
import { nowPutOff, stillOpen } from './giveBack';

type Opened = Extract<Output<WorkerChannels['ferry.open']>, { kind: 'return' }>;

/** Events of chains that this device was restored from, behind what the platform has answered, by hash. */
async function restoredEvents(store: WorkingStore): Promise<Map<string, SignedEvent>> {
  const found = new Map<string, SignedEvent>();
  const { deviceIds } = await store.port.call('restored.list', {});
  for (const deviceId of deviceIds)
    for (let after = store.marks.carried?.[deviceId] ?? 0; ;) {
      const read = await store.port.call('restored.read', { deviceId, after, limit: 100 });
      const last = read.kind === 'events' ? read.events.at(-1) : undefined;
      if (read.kind !== 'events' || !last) break;
      for (const signed of read.events) found.set(signed.hash, signed);
      after = last.body.sequence;
    }
  return found;
}

/** The events that an answer speaks of and that still wait for one here, each beside its result: by id and by hash. */
async function answeredHere(store: WorkingStore, { as, caseIds, answer }: FerriedAnswer) {
  const pair = (events: (hash: string, index: number) => StoredEvent | undefined) =>
    answer.results.flatMap((result, index) => {
      const event = events(result.hash, index);
      return event?.signed.hash === result.hash && event.signed.body.event.id === result.eventId
        ? [{ event, result }]
        : [];
    });
  if (as === 'carried') {
    const restored = await restoredEvents(store);
    return pair((hash) => {
      const signed = restored.get(hash);
      return signed && { signed, place: { kind: 'pending' } };
    });
  }
  const cases = await readCases(store, [...new Set(caseIds)]);
  const pairs = pair((_, index) =>
    cases.get(caseIds[index] ?? '')?.get(answer.results[index]?.eventId ?? ''),
  );
  return as === 'own' ? pairs.filter(({ event }) => isToSend(store, event.signed)) : pairs;
}

/** Notes how far a restored chain was answered, as far as that is without a gap. */
async function noteCarried(store: WorkingStore, events: readonly StoredEvent[]): Promise<void> {
  const carried = { ...store.marks.carried };
  for (const { signed } of events) {
    const { deviceId, sequence } = signed.body;
    if (sequence === (carried[deviceId] ?? 0) + 1) carried[deviceId] = sequence;
  }
  await store.queue(() => commit(store, { marks: { carried } }));
}

async function takeAnswer(
  store: WorkingStore,
  content: FerriedAnswer,
  as: OfferedAs = content.as,
): Promise<Taken> {
  const { epoch } = content.answer;
  const pairs = await answeredHere(store, content);
  const events = pairs.map(({ event }) => event);
  const results = pairs.map(({ result }) => result);
  const taken = await takePushAnswer(store, events, { epoch, results }, as);
  if (taken.kind === 'taken' && as === 'carried') await noteCarried(store, events);
  const open = taken.kind === 'taken' && as === 'notBrought' ? stillOpen(events, results) : [];
  if (open.length > 0)
    await store.queue(() => commit(store, { marks: { givenBackPutOff: nowPutOff(store, [], open) } }));
  return taken;
}

/** Where the stream of a page has been read to. */
const positionOf = ({ cursors, marks }: WorkingStore, stream: string): number => {
  const cursor = cursors.get(stream);
  return cursor?.epoch === marks.epoch ? (cursor?.position ?? 0) : 0;
};

/** Takes a page in that goes on from what is known here; one behind a gap is left, one that is known changes nothing. */
async function takeFerriedPage(
  store: WorkingStore,
  { stream, after, answer }: FerriedPage,
): Promise<Taken | { kind: 'gap' | 'known' }> {
  if (!store.session.device.streams.includes(stream)) return { kind: 'strange' };
  if (store.marks.epoch === answer.epoch) {
    const position = positionOf(store, stream);
    if (after > position) return { kind: 'gap' };
    const last = answer.events.at(-1);
    if (last && last.position <= position) return { kind: 'known' };
  } else if (after > 0) return { kind: 'gap' };
  return takePage(store, { stream, after }, answer);
}

/** Whether an answer is of the history that this device knows of, or of one that came after it. */
const isOfOurHistory = ({ marks }: WorkingStore, { epoch, earlierEpochs }: Opened) =>
  marks.epoch === undefined || marks.epoch === epoch || earlierEpochs.includes(marks.epoch);

async function takeReturn(store: WorkingStore, opened: Opened): Promise<FerryTaken> {
  const { name, number, answers, results, notes, more, again } = opened;
  if (!isOfOurHistory(store, opened)) {
    await store.port.call('ferry.close', { taken: false });
    return { kind: 'refused', name, fault: 'otherHistory' };
  }
  const restored = store.marks.epoch !== undefined && store.marks.epoch !== opened.epoch;
  let news = 0;
  let gap = false;
  let wasNew = false;
  const wasGivenBack = store.marks.givingBackAfter === undefined && !restored;
  const givenAgain: FerriedAnswer[] = [];
  for (;;) {
    const next = await store.port.call('ferry.next', {});
    if (next.kind === 'end') break;
    if (wasGivenBack && next.kind === 'answer' && next.content.as === 'givenBack')
      givenAgain.push(next.content);
    const take = () =>
      next.kind === 'answer' ? takeAnswer(store, next.content) : takeFerriedPage(store, next.content);
    const before = store.outbox.size;
    let taken = await take();
    // The first of a new history empties the cursors; then it counts like any other.
    if (taken.kind === 'newEpoch') taken = await take();
    wasNew ||= store.outbox.size < before;
    if (taken.kind === 'gap') gap = true;
    if (taken.kind === 'taken' && next.kind === 'page') {
      const { deviceId } = store.session.device;
      const others = next.content.answer.events.filter(({ signed }) => signed.body.deviceId !== deviceId);
      news += others.length;
      wasNew ||= next.content.answer.events.length > 0;
    }
  }
  const { answered } = await store.port.call('ferry.close', { taken: true });
  const isRead = !gap && !more;
  // All was given back before, and the streams are read to their ends: what was given again is what they do not bring.
  if (isRead) for (const content of givenAgain) await takeAnswer(store, content, 'notBrought');
  if (answered === 'history' && store.marks.epoch === opened.epoch)
    await store.queue(() => {
      const lookingAgainAfter = wasGivenBack && isRead ? undefined : '';
      return commit(store, { marks: { givingBackAfter: undefined, lookingAgainAfter } });
    });
  return {
    kind: 'taken',
    name,
    number,
    ...(answers === undefined ? {} : { answers }),
    results,
    notes,
    news,
    again: again || (!wasNew && !gap),
    gap,
    more,
    restored,
  };
}

/**
 * 离线摆渡 ③: takes the chosen receipts in, by the code that takes answers and pages from the wire. Whatever is not for this device, not
 * whole, not signed by the platform or of an older history changes nothing.
 */
export async function ferryIn(store: WorkingStore): Promise<FerryTaken[]> {
  const taken: FerryTaken[] = [];
  for (;;) {
    const opened = await store.port.call('ferry.open', {});
    if (opened.kind === 'none') return taken;
    taken.push(opened.kind === 'refused' ? opened : await takeReturn(store, opened));
  }
}
