import type { Placement } from './placement';
import { placeOn } from './placement';
import type { StoredEvent, StoredSummary } from './records';
import type { EventRow, HistoryRow, PageRow, SummaryRow } from './schema';
import { inChunks, type Sealer } from './seal';
import type { Writes } from './writeTogether';

/** Which records of cases go where; what one transaction writes of them. */
export type Plan = {
  pages: { pageId: number; records: readonly StoredSummary[] }[];
  singles: readonly StoredSummary[];
  unshown: readonly string[];
  /** Single rows whose case now lies on a page. */
  dropSingles: readonly string[];
  histories: { caseId: string; events: readonly StoredEvent[] }[];
  loose: readonly StoredEvent[];
  /** Rows of events that now lie in a history. */
  dropLoose: readonly StoredEvent[];
  /** Cases that have no rows of events any more, or none that could be folded now. */
  looseLeft: ReadonlyMap<string, 'none' | 'waiting'>;
};

export type SealedPlan = {
  pages: PageRow[];
  onPages: ReadonlyMap<number, readonly string[]>;
  singles: SummaryRow[];
  histories: HistoryRow[];
  loose: EventRow[];
};

/** As many cases as make a page: fewer cost more transactions and time to open, more cost more to write one anew. */
export const pageCases = 48;

/** Above 64 KiB Chromium keeps a value in a file of its own, and writing it costs double. */
const pageBytes = 60 * 1024;

const idOf = ({ summary }: StoredSummary) => summary.caseId;
const caseOf = ({ signed }: StoredEvent) => signed.body.event.caseId;

/** Seals a page; one that became too large is split, its second half on a page of its own. */
async function sealPage(
  sealer: Sealer,
  { pageId, records }: Plan['pages'][number],
  newPage: () => number,
): Promise<{ row: PageRow; caseIds: string[] }[]> {
  const row = { pageId, ...(await sealer.seal('pages', String(pageId), records)) };
  if (row.sealed.length <= pageBytes || records.length < 2) return [{ row, caseIds: records.map(idOf) }];
  const half = records.length >> 1;
  const parts = [
    { pageId, records: records.slice(0, half) },
    { pageId: newPage(), records: records.slice(half) },
  ];
  return (await Promise.all(parts.map((part) => sealPage(sealer, part, newPage)))).flat();
}

/** Seals everything of a plan: awaiting WebCrypto inside a transaction would end it. */
export async function sealPlan(sealer: Sealer, plan: Plan, placement: Placement): Promise<SealedPlan> {
  let last = Math.max(placement.lastPage, ...plan.pages.map(({ pageId }) => pageId));
  const newPage = () => (last += 1);
  const single = async (caseId: string, record: unknown) => ({
    caseId,
    ...(await sealer.seal('summaries', caseId, record)),
  });
  const [pages, singles, unshown, histories, loose] = await Promise.all([
    inChunks(plan.pages, (page) => sealPage(sealer, page, newPage)),
    inChunks(plan.singles, (record) => single(idOf(record), record)),
    inChunks(plan.unshown, (caseId) => single(caseId, { unshown: true })),
    inChunks(plan.histories, async ({ caseId, events }) => ({
      caseId,
      ...(await sealer.seal('histories', caseId, events)),
    })),
    inChunks(plan.loose, async (stored) => {
      const { id: eventId, caseId } = stored.signed.body.event;
      return { eventId, caseId, ...(await sealer.seal('events', eventId, stored)) };
    }),
  ]);
  return {
    pages: pages.flat().map(({ row }) => row),
    onPages: new Map(pages.flat().map(({ row, caseIds }) => [row.pageId, caseIds])),
    singles: [...singles, ...unshown],
    histories,
    loose,
  };
}

/** What one transaction has to write of a plan. */
export const planWrites = ({ dropSingles, dropLoose }: Plan, rows: SealedPlan): Writes => ({
  pages: { put: rows.pages },
  summaries: { put: rows.singles, remove: dropSingles },
  histories: { put: rows.histories },
  events: { put: rows.loose, remove: dropLoose.map(({ signed }) => signed.body.event.id) },
});

/** Notes where everything lies, after the transaction has ended well. */
export function settlePlan(placement: Placement, plan: Plan, rows: SealedPlan): void {
  for (const [pageId, caseIds] of rows.onPages) {
    placeOn(placement, pageId, caseIds);
    placement.lastPage = Math.max(placement.lastPage, pageId);
  }
  for (const caseId of plan.dropSingles) placement.single.delete(caseId);
  for (const { caseId } of rows.singles) placement.single.add(caseId);
  for (const { pages, singles } of [plan])
    for (const record of [...singles, ...pages.flatMap(({ records }) => records)])
      placement.unshown.delete(idOf(record));
  for (const caseId of plan.unshown) placement.unshown.add(caseId);
  for (const [caseId, left] of plan.looseLeft)
    if (left === 'none') placement.loose.delete(caseId);
    else placement.loose.set(caseId, false);
  for (const stored of plan.loose)
    placement.loose.set(
      caseOf(stored),
      stored.place.kind === 'confirmed' || placement.loose.get(caseOf(stored)) === true,
    );
}
