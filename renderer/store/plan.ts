import type { CaseHistories, CaseHistory } from '@shared/protocol/caseHistories';
import type { Placement } from './placement';
import { placeOn } from './placement';
import type { StoredEvent, StoredSummary } from './records';
import type { BlockRow, EventRow, HistoryRow, PageRow, SummaryRow } from './schema';
import { inChunks, type Sealer } from './seal';
import type { Writes } from './writeTogether';

/** Which records of cases go where; what one transaction writes of them. */
export type Plan = {
  pages: { pageId: number; records: readonly StoredSummary[] }[];
  /** Pages as the platform deflated them, and the block in which the histories of their cases lie. */
  receivedPages: { pageId: number; blockId: number; page: ReceivedPage }[];
  singles: readonly StoredSummary[];
  unshown: readonly string[];
  /** Single rows whose case now lies on a page. */
  dropSingles: readonly string[];
  histories: { caseId: string; events: readonly StoredEvent[] }[];
  /** Histories of new cases that lie together, all of one epoch. */
  blocks: NewBlock[];
  /** Blocks as the platform deflated them, and which of their cases have nothing else yet. */
  received: readonly ReceivedBlock[];
  /** Blocks that are not what they should be. */
  dropBlocks: readonly number[];
  loose: readonly StoredEvent[];
  /** Rows of events that now lie in a history. */
  dropLoose: readonly StoredEvent[];
  /** Cases that have no rows of events any more, or none that could be folded now. */
  looseLeft: ReadonlyMap<string, 'none' | 'waiting'>;
};

/** `page`: where all of its cases are new, their summaries as they came, and the same as records. */
export type ReceivedBlock = {
  blockId: number;
  deflated: Uint8Array;
  caseIds: string[];
  page?: ReceivedPage;
};
export type ReceivedPage = { summaries: Uint8Array; records: readonly StoredSummary[] };
export type NewBlock = { epoch: string; cases: readonly CaseHistory[] };

export type SealedPlan = {
  pages: PageRow[];
  onPages: ReadonlyMap<number, readonly string[]>;
  singles: SummaryRow[];
  histories: HistoryRow[];
  blocks: { row: BlockRow; caseIds: string[] }[];
  loose: EventRow[];
};

/** As many cases as make a page, and a block of their histories: fewer cost more transactions and time to open, more cost more to write one anew. */
export const pageCases = 48;

/** Above 64 KiB Chromium keeps a value in a file of its own, and writing it costs double. */
const pageBytes = 60 * 1024;

const idOf = ({ summary }: StoredSummary) => summary.caseId;
const caseOf = ({ signed }: StoredEvent) => signed.body.event.caseId;

/** Seals a block; one that became too large is split. */
async function sealBlock(
  sealer: Sealer,
  { epoch, cases }: NewBlock,
  newBlock: () => number,
): Promise<SealedPlan['blocks']> {
  const blockId = newBlock();
  const value: CaseHistories = { epoch, cases: [...cases] };
  const row = { blockId, ...(await sealer.seal('blocks', String(blockId), value)) };
  if (row.sealed.length <= pageBytes || cases.length < 2)
    return [{ row, caseIds: cases.map(({ caseId }) => caseId) }];
  const half = cases.length >> 1;
  const parts = [cases.slice(0, half), cases.slice(half)];
  return (await Promise.all(parts.map((part) => sealBlock(sealer, { epoch, cases: part }, newBlock)))).flat();
}

/** Seals a page; one that became too large is split, its second half on a page of its own. */
async function sealPage(
  sealer: Sealer,
  { pageId, records }: Plan['pages'][number],
  blockOf: ReadonlyMap<string, number>,
  newPage: () => number,
): Promise<{ row: PageRow; caseIds: string[] }[]> {
  const placed = records.map((record) => withBlock(record, blockOf));
  const row = { pageId, ...(await sealer.seal('pages', String(pageId), placed)) };
  if (row.sealed.length <= pageBytes || records.length < 2) return [{ row, caseIds: records.map(idOf) }];
  const half = records.length >> 1;
  const parts = [
    { pageId, records: records.slice(0, half) },
    { pageId: newPage(), records: records.slice(half) },
  ];
  return (await Promise.all(parts.map((part) => sealPage(sealer, part, blockOf, newPage)))).flat();
}

/** Seals a page as it came; one that is too large is made anew. */
async function sealReceivedPage(
  sealer: Sealer,
  { pageId, blockId, page: { summaries, records } }: Plan['receivedPages'][number],
  blockOf: ReadonlyMap<string, number>,
  newPage: () => number,
): Promise<{ row: PageRow; caseIds: string[] }[]> {
  const columns = { pinyin: records.map(({ pinyin }) => pinyin) };
  const beside = { as: 'summary', all: { block: blockId }, columns };
  const row = { pageId, ...(await sealer.sealDeflated('pages', String(pageId), summaries, beside)) };
  return row.sealed.length <= pageBytes
    ? [{ row, caseIds: records.map(idOf) }]
    : sealPage(sealer, { pageId, records }, blockOf, newPage);
}

/** A summary as it lies on the disk, with the block of its case's history. */
function withBlock({ summary, pinyin }: StoredSummary, blockOf: ReadonlyMap<string, number>): StoredSummary {
  const block = blockOf.get(summary.caseId);
  return { summary, pinyin, ...(block === undefined ? {} : { block }) };
}

/** Where the histories of cases lie once this plan is written. */
function blocksAfter(
  placement: Placement,
  plan: Plan,
  blocks: SealedPlan['blocks'],
): ReadonlyMap<string, number> {
  if (blocks.length + plan.histories.length === 0) return placement.blockOf;
  const after = new Map(
    [...plan.pages.flatMap(({ records }) => records), ...plan.singles].flatMap((record) => {
      const caseId = idOf(record);
      const block = placement.blockOf.get(caseId);
      return block === undefined ? [] : [[caseId, block] as const];
    }),
  );
  // A history of its own has all of it.
  for (const { caseId } of plan.histories) after.delete(caseId);
  for (const { row, caseIds } of blocks) for (const caseId of caseIds) after.set(caseId, row.blockId);
  return after;
}

/** Seals everything of a plan: awaiting WebCrypto inside a transaction would end it. */
export async function sealPlan(sealer: Sealer, plan: Plan, placement: Placement): Promise<SealedPlan> {
  const given = [...plan.pages, ...plan.receivedPages].map(({ pageId }) => pageId);
  let last = Math.max(placement.lastPage, ...given);
  const newPage = () => (last += 1);
  let lastBlock = Math.max(placement.lastBlock, ...plan.received.map(({ blockId }) => blockId));
  const newBlock = () => (lastBlock += 1);
  const received = await inChunks(plan.received, async ({ blockId, deflated, caseIds }) => ({
    row: { blockId, ...(await sealer.sealDeflated('blocks', String(blockId), deflated)) },
    caseIds,
  }));
  const own = await inChunks(plan.blocks, (block) => sealBlock(sealer, block, newBlock));
  const blocks = [...received, ...own.flat()];
  const blockOf = blocksAfter(placement, plan, blocks);
  const unshownIn = (caseId: string) => {
    const block = placement.blockOf.get(caseId);
    const isKept = block !== undefined && !plan.dropBlocks.includes(block);
    return { unshown: true, ...(isKept ? { block } : {}) };
  };
  const single = async (caseId: string, record: unknown) => ({
    caseId,
    ...(await sealer.seal('summaries', caseId, record)),
  });
  const [made, came, singles, unshown, histories, loose] = await Promise.all([
    inChunks(plan.pages, (page) => sealPage(sealer, page, blockOf, newPage)),
    inChunks(plan.receivedPages, (page) => sealReceivedPage(sealer, page, blockOf, newPage)),
    inChunks(plan.singles, (record) => single(idOf(record), withBlock(record, blockOf))),
    inChunks(plan.unshown, (caseId) => single(caseId, unshownIn(caseId))),
    inChunks(plan.histories, async ({ caseId, events }) => ({
      caseId,
      ...(await sealer.seal('histories', caseId, events)),
    })),
    inChunks(plan.loose, async (stored) => {
      const { id: eventId, caseId } = stored.signed.body.event;
      return { eventId, caseId, ...(await sealer.seal('events', eventId, stored)) };
    }),
  ]);
  const pages = [...made, ...came].flat();
  return {
    pages: pages.map(({ row }) => row),
    onPages: new Map(pages.map(({ row, caseIds }) => [row.pageId, caseIds])),
    singles: [...singles, ...unshown],
    histories,
    blocks,
    loose,
  };
}

/** What one transaction has to write of a plan. */
export const planWrites = ({ dropSingles, dropLoose, dropBlocks }: Plan, rows: SealedPlan): Writes => ({
  pages: { put: rows.pages },
  summaries: { put: rows.singles, remove: dropSingles },
  histories: { put: rows.histories },
  blocks: { put: rows.blocks.map(({ row }) => row), remove: dropBlocks },
  events: { put: rows.loose, remove: dropLoose.map(({ signed }) => signed.body.event.id) },
});

/** Notes where everything lies, after the transaction has ended well. */
export function settlePlan(placement: Placement, plan: Plan, rows: SealedPlan): void {
  for (const [pageId, caseIds] of rows.onPages) {
    placeOn(placement, pageId, caseIds);
    placement.lastPage = Math.max(placement.lastPage, pageId);
  }
  for (const [caseId, block] of plan.dropBlocks.length > 0 ? [...placement.blockOf] : [])
    if (plan.dropBlocks.includes(block)) placement.blockOf.delete(caseId);
  for (const { caseId } of plan.histories) placement.blockOf.delete(caseId);
  for (const { row, caseIds } of rows.blocks) {
    placement.lastBlock = Math.max(placement.lastBlock, row.blockId);
    for (const caseId of caseIds) placement.blockOf.set(caseId, row.blockId);
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
