import { summaryForm } from '@shared/casework/summary';
import { isBlockSummaries } from '@shared/protocol/blockSummaries.generated';
import { CaseHistories, CaseHistory } from '@shared/protocol/caseHistories';
import { unpackFirstSync, type FirstSyncBlock, type FirstSyncRequest } from '@shared/protocol/firstSync';
import { changeCases } from './changeCases';
import { commit, type Change } from './commit';
import { beginEpoch, historyUpdates, isOtherEpoch, withNoted } from './confirm';
import { inflateJson } from './inflateJson';
import { namePinyin } from './namePinyin';
import { mendStore } from './ownEvents';
import type { ReceivedBlock } from './plan';
import { historyHolds } from './readBlock';
import type { Marks, StoredSummary } from './records';
import type { WorkingStore } from './workingStore';

/** `otherForm`: this program computes other summaries than the platform does, and takes the ordinary pull. */
export type FirstTaken =
  { kind: 'taken' } | { kind: 'strange' } | { kind: 'newEpoch' } | { kind: 'otherForm' };

/** What is asked next of a stream that this store has nothing of; undefined where the ordinary pull goes on. */
export function firstSyncOf({ marks, cursors }: WorkingStore, stream: string): FirstSyncRequest | undefined {
  const { firstSync } = marks;
  if (firstSync === 'done' || cursors.has(stream)) return undefined;
  if (firstSync === undefined) return { stream, after: 0 };
  return firstSync.stream === stream ? firstSync : undefined;
}

/** The request that follows a page, so that it can be sent before the page is taken in; undefined where none does. */
export function followingOf(page: Uint8Array, stream: string): FirstSyncRequest | undefined {
  const { more, at, next } = unpackFirstSync(page)?.head ?? { more: false, at: 0, next: 0 };
  return more ? { stream, at, after: next } : undefined;
}

/** From now on this store takes the ordinary pull. */
export const endFirstSync = (store: WorkingStore): Promise<void> =>
  store.queue(() => commit(store, { marks: { firstSync: 'done' } }));

function inflated(bytes: Uint8Array): unknown {
  try {
    return inflateJson(bytes);
  } catch {
    return undefined;
  }
}

/** Cases of which something is here already: it has to be brought together with what comes. */
function knownCases({ placement, memory, unwritten }: WorkingStore): (caseId: string) => boolean {
  const { pageOf, single, loose, unshown } = placement;
  const held = new Set([...unwritten.values()].map(({ signed }) => signed.body.event.caseId));
  return (caseId) =>
    pageOf.has(caseId) ||
    single.has(caseId) ||
    loose.has(caseId) ||
    unshown.has(caseId) ||
    held.has(caseId) ||
    memory.has(caseId);
}

type Opened = { records: StoredSummary[]; caseIds: string[]; apart: CaseHistory[] };

/** A block taken apart: new cases by their summaries, the others by their events. Undefined where it is not what it says. */
function openReceived(
  store: WorkingStore,
  block: FirstSyncBlock,
  epoch: string,
  isKnown: (caseId: string) => boolean,
): Opened | undefined {
  const summaries = inflated(block.summaries);
  if (!isBlockSummaries(summaries) || summaries.length !== block.cases) return undefined;
  const records: StoredSummary[] = [];
  const others = new Set<string>();
  for (const summary of summaries) {
    const { caseId, itemCode, itemVersion, applicantName } = summary;
    if (isKnown(caseId) || !store.items.find(itemCode, itemVersion)) others.add(caseId);
    else records.push({ summary, pinyin: namePinyin(applicantName) });
  }
  const caseIds = records.map(({ summary }) => summary.caseId);
  if (new Set(caseIds).size !== caseIds.length) return undefined;
  if (others.size === 0) return { records, caseIds, apart: [] };
  const histories = CaseHistories.safeParse(inflated(block.histories));
  if (!histories.success || histories.data.epoch !== epoch) return undefined;
  const apart: CaseHistory[] = [];
  for (const one of histories.data.cases) {
    if (!others.has(one.caseId)) continue;
    const history = CaseHistory.safeParse(one);
    if (!history.success || !historyHolds(history.data)) return undefined;
    apart.push(history.data);
  }
  return apart.length === others.size ? { records, caseIds, apart } : undefined;
}

/**
 * Takes a page of the first sync in: the summaries of new cases as the platform projected them, read by their schema; both they and
 * their histories are sealed as they came, the histories to be checked when they are opened or while nothing else is done; cases of
 * which something is here as a pull would. All of it, and how far it has come, in one transaction.
 */
export const takeFirst = (
  store: WorkingStore,
  asked: FirstSyncRequest,
  bytes: Uint8Array,
): Promise<FirstTaken> =>
  store.queue(async () => {
    await mendStore(store);
    const page = unpackFirstSync(bytes);
    if (!page) return { kind: 'strange' };
    const { epoch, at, next, more } = page.head;
    if (isOtherEpoch(store, epoch)) {
      await beginEpoch(store, epoch);
      return { kind: 'newEpoch' };
    }
    if (page.head.summaryForm !== summaryForm) return { kind: 'otherForm' };
    const isNext = page.head.stream === asked.stream && (asked.at === undefined || asked.at === at);
    if (!isNext || (more && next <= asked.after)) return { kind: 'strange' };

    const isKnown = knownCases(store);
    const summaries: StoredSummary[] = [];
    const received: ReceivedBlock[] = [];
    const apart: CaseHistory[] = [];
    const seen = new Set<string>();
    for (const block of page.blocks) {
      const opened = openReceived(store, block, epoch, isKnown);
      if (!opened || opened.caseIds.some((caseId) => seen.has(caseId))) return { kind: 'strange' };
      for (const caseId of opened.caseIds) seen.add(caseId);
      summaries.push(...opened.records);
      apart.push(...opened.apart);
      if (opened.caseIds.length === 0) continue;
      const blockId = store.placement.lastBlock + 1 + received.length;
      const { records, caseIds } = opened;
      const page = caseIds.length === block.cases ? { summaries: block.summaries, records } : undefined;
      received.push({ blockId, deflated: block.histories, caseIds, ...(page ? { page } : {}) });
    }
    const lastConfirmedAt = store.now().toISOString();
    const events = apart.flatMap((history) => history.events);
    const { updates, noted } = historyUpdates(store, epoch, events, lastConfirmedAt);
    const change = await changeCases(store, updates, epoch);
    const [first, last] = [received[0]?.blockId, received.at(-1)?.blockId];
    const { toCheck } = store.marks;
    const marks: Partial<Marks> = {
      ...change.marks,
      epoch,
      lastConfirmedAt,
      firstSync: more ? { stream: asked.stream, at, after: next } : 'done',
      ...(first === undefined || last === undefined
        ? {}
        : { toCheck: { epoch, from: toCheck?.from ?? first, to: last } }),
    };
    await commit(store, {
      ...change,
      ...withNoted(noted),
      summaries: [...change.summaries, ...summaries],
      received,
      ...(more ? {} : { cursor: { stream: asked.stream, cursor: { epoch, position: at } } }),
      marks,
    } satisfies Change);
    return { kind: 'taken' };
  });
