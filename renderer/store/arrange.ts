import type { Change } from './commit';
import type { CaseHistory } from '@shared/protocol/caseHistories';
import { pageCases, type Plan, type ReceivedBlock } from './plan';
import type { StoredEvent, StoredSummary } from './records';
import { isToSend, type WorkingStore } from './workingStore';

/** From this many cases on a change is written as pages and histories at once, as in a first sync. */
const bulkFrom = pageCases / 2;

type Given = Pick<WorkingStore, 'placement' | 'outbox' | 'marks'>;

/** Events that belong into the history of their case: confirmed, and not to be sent again. */
export const isHistory =
  (store: Given) =>
  ({ place, signed }: StoredEvent): boolean =>
    place.kind === 'confirmed' && !isToSend(store, signed);

/** Full pages of cases that lie on none yet, behind the last page; what does not fill one stays single. */
function onNewPages({ placement: { pageOf } }: Given, lastPage: number, records: readonly StoredSummary[]) {
  const without = records.filter(({ summary }) => !pageOf.has(summary.caseId));
  const full = without.length - (without.length % pageCases);
  const pages: Plan['pages'] = [];
  for (let from = 0; from < full; from += pageCases)
    pages.push({ pageId: lastPage + 1 + pages.length, records: without.slice(from, from + pageCases) });
  return { pages, placed: new Set(without.slice(0, full)) };
}

/** Pages that come as they are; what would be a small one lies with the others. */
function onReceivedPages(lastPage: number, received: readonly ReceivedBlock[]): Plan['receivedPages'] {
  const pages: Plan['receivedPages'] = [];
  for (const { blockId, page } of received)
    if (page && page.records.length >= bulkFrom)
      pages.push({ pageId: lastPage + 1 + pages.length, blockId, page });
  return pages;
}

/** A history as a block keeps it; undefined where not all of it is of this epoch and under the platform's receipt. */
function asHistory(
  caseId: string,
  events: readonly StoredEvent[],
  epoch: string | undefined,
): CaseHistory | undefined {
  const plain = events.flatMap(({ signed, place }) => {
    if (place.kind !== 'confirmed' || place.epoch !== epoch || place.receipt === undefined) return [];
    const { version, acceptedAt, assigned, receipt } = place;
    return [{ version, acceptedAt, assigned, receipt, signed }];
  });
  return plain.length === events.length ? { caseId, events: plain } : undefined;
}

/** Decides where the records of a change go: single rows for a few, pages and histories for many. Writes nothing. */
export function arrange(store: Given, change: Change): Plan {
  const { events = [], summaries = [], withoutSummary = [], whole, received = [], dropBlocks = [] } = change;
  const { pageOf, single, loose, lastPage } = store.placement;
  const receivedPages = onReceivedPages(lastPage, received);
  const came = new Set(receivedPages.flatMap(({ page }) => page.records));
  const others = came.size === 0 ? summaries : summaries.filter((record) => !came.has(record));
  const plain: Plan = {
    pages: [],
    receivedPages,
    singles: others,
    unshown: withoutSummary,
    dropSingles: [],
    histories: [],
    blocks: [],
    received,
    dropBlocks,
    loose: events,
    dropLoose: [],
    looseLeft: new Map(),
  };
  if (!whole || others.length < bulkFrom) return plain;
  const { pages, placed } = onNewPages(store, lastPage + receivedPages.length, others);
  const belongs = isHistory(store);
  const shown = new Set(others.map(({ summary }) => summary.caseId));
  const epoch = change.marks?.epoch ?? store.marks.epoch;
  const histories: Plan['histories'] = [];
  const together: CaseHistory[] = [];
  const dropLoose: StoredEvent[] = [];
  const looseLeft = new Map<string, 'none' | 'waiting'>();
  for (const caseId of shown) {
    const all = [...(whole.get(caseId)?.values() ?? [])];
    const past = all.filter(belongs);
    const isNew = !pageOf.has(caseId) && !single.has(caseId) && !loose.has(caseId);
    const history = isNew ? asHistory(caseId, past, epoch) : undefined;
    if (history && past.length > 0) together.push(history);
    else if (past.length > 0) histories.push({ caseId, events: past });
    if (!loose.has(caseId)) continue;
    dropLoose.push(...past);
    looseLeft.set(caseId, past.length === all.length ? 'none' : 'waiting');
  }
  const blocks: Plan['blocks'] = [];
  for (let from = 0; epoch !== undefined && from < together.length; from += pageCases)
    blocks.push({ epoch, cases: together.slice(from, from + pageCases) });
  return {
    ...plain,
    pages,
    singles: others.filter((record) => !placed.has(record)),
    dropSingles: [...placed].map(({ summary }) => summary.caseId).filter((caseId) => single.has(caseId)),
    histories,
    blocks,
    loose: events.filter((stored) => !shown.has(stored.signed.body.event.caseId) || !belongs(stored)),
    dropLoose,
    looseLeft,
  };
}
