import { placeOn, type Placement } from './placement';
import { SummaryOrNone, SummaryPage, type StoredSummary } from './records';
import type { PageRow, StoreDatabase } from './schema';
import { inChunks, type Sealer } from './seal';
import { pageCases } from './plan';
import { withSharedParts } from './sharedParts';
import { openingPatience, within } from './within';

/** How far the reading of all cases has come; `total` is near, not exact. */
export type ReadProgress = { read: number; total: number };

/** Pages read from the disk at once; while these are opened the next are read. */
const together = 100;

/**
 * Reads every case once: single records first, which count before what a page holds, then page after page. Takes each to
 * `take` and notes in `placement` where it lies. Throws `CannotOpen` where a row was damaged.
 */
export async function readSummaries(
  { db, sealer }: { db: StoreDatabase; sealer: Sealer },
  placement: Placement,
  take: (record: StoredSummary) => void,
  progress: (read: ReadProgress) => void,
): Promise<void> {
  const [singles, pageCount] = await within(
    openingPatience,
    Promise.all([db.summaries.toArray(), db.pages.count()]),
  );
  let total = pageCount * pageCases + singles.length;
  let read = 0;
  const noteBlock = (caseId: string, block: number | undefined) => {
    if (block !== undefined) placement.blockOf.set(caseId, block);
  };
  for (const row of singles) placement.single.add(row.caseId);
  await inChunks(singles, async (row) => {
    const record = await sealer.open('summaries', row.caseId, row, SummaryOrNone);
    noteBlock(row.caseId, record.block);
    if ('unshown' in record) placement.unshown.add(row.caseId);
    else take(record);
    read += 1;
    if (read % 1000 === 0) progress({ read, total });
  });
  const next = (after: number) =>
    within(openingPatience, db.pages.where('pageId').above(after).limit(together).toArray());
  const open = async (row: PageRow) => {
    const records = await sealer.open('pages', String(row.pageId), row, SummaryPage);
    placeOn(
      placement,
      row.pageId,
      records.map(({ summary }) => summary.caseId),
    );
    for (const record of records) {
      if (placement.single.has(record.summary.caseId)) continue;
      noteBlock(record.summary.caseId, record.block);
      take(withSharedParts(record));
    }
    read += records.length;
  };
  for (let rows = await next(0); rows.length > 0;) {
    const last = rows.at(-1)?.pageId ?? 0;
    const following = next(last);
    await inChunks(rows, open);
    placement.lastPage = last;
    total = Math.max(total, read);
    progress({ read, total });
    rows = await following;
  }
  const [lastBlock] = await within(openingPatience, db.blocks.orderBy('blockId').reverse().limit(1).keys());
  placement.lastBlock = Number(lastBlock ?? 0);
  for (const caseId of await db.events.orderBy('caseId').uniqueKeys())
    if (typeof caseId === 'string') placement.loose.set(caseId, true);
}
