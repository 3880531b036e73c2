import { isHistory } from './arrange';
import { pageCases, planWrites, sealPlan, settlePlan, type Plan } from './plan';
import { readCases } from './reading';
import type { StoredSummary } from './records';
import type { WorkingStore } from './workingStore';
import { writeTogether } from './writeTogether';

/** Fewer single rows than this are left as they are: they cost nothing at the next start. */
const worthFolding = 64;
/** Pages and cases that one step takes; short enough that a save in between does not wait. */
const pagesAtOnce = 8;
const casesAtOnce = 48;

/** The pages that single records belong on, those that lie on none filling new ones. Newest records come from memory. */
function foldSingles({ memory, placement }: WorkingStore): Pick<Plan, 'pages' | 'dropSingles'> {
  const { single, pageOf, casesOn, lastPage, unshown } = placement;
  const touched = new Map<number, string[]>();
  const added: StoredSummary[] = [];
  for (const caseId of single) {
    const record = memory.get(caseId);
    if (!record || unshown.has(caseId)) continue;
    const pageId = pageOf.get(caseId);
    if (pageId === undefined) added.push(record);
    else if (touched.has(pageId) || touched.size < pagesAtOnce)
      touched.set(pageId, [...(touched.get(pageId) ?? []), caseId]);
    if (touched.size === pagesAtOnce && added.length >= pagesAtOnce * pageCases) break;
  }
  const pages = [...touched].map(([pageId, caseIds]) => ({
    pageId,
    // A case that was taken off its page and came back belongs there again.
    records: [...new Set([...(casesOn.get(pageId) ?? []), ...caseIds])].flatMap(
      (caseId) => memory.get(caseId) ?? [],
    ),
  }));
  for (let from = 0; from + pageCases <= added.length && pages.length < pagesAtOnce * 2; from += pageCases)
    pages.push({ pageId: lastPage + 1 + pages.length, records: added.slice(from, from + pageCases) });
  const dropSingles = pages
    .flatMap(({ records }) => records.map(({ summary }) => summary.caseId))
    .filter((caseId) => single.has(caseId));
  return { pages, dropSingles };
}

/** The histories of cases that have single rows of confirmed events. */
async function foldEvents(store: WorkingStore): Promise<Pick<Plan, 'histories' | 'dropLoose' | 'looseLeft'>> {
  const { loose, unshown } = store.placement;
  const caseIds: string[] = [];
  for (const [caseId, mayFold] of loose) {
    if (mayFold && !unshown.has(caseId) && store.memory.get(caseId)) caseIds.push(caseId);
    if (caseIds.length === casesAtOnce) break;
  }
  const belongs = isHistory(store);
  const histories: Plan['histories'] = [];
  const dropLoose: Plan['dropLoose'][number][] = [];
  const looseLeft = new Map<string, 'none' | 'waiting'>();
  for (const [caseId, events] of await readCases(store, caseIds)) {
    const all = [...events.values()];
    const past = all.filter(belongs);
    looseLeft.set(caseId, past.length === all.length ? 'none' : 'waiting');
    if (past.length > 0) histories.push({ caseId, events: past });
    dropLoose.push(...past);
  }
  return { histories, dropLoose, looseLeft };
}

/**
 * One step of folding, all or nothing in a transaction: single summaries into pages, single events into histories. A record is
 * at no moment in neither place, and the single one counts while it is in both. Answers whether there is more to do.
 */
export const foldStep = (store: WorkingStore): Promise<'more' | 'done'> =>
  store.queue(async () => {
    const { db, placement, sealer } = store;
    // What the ledger alone holds is not on the disk yet, and memory may be ahead of it.
    if (store.unwritten.size > 0) return 'done';
    const foldable = [...placement.loose.values()].filter((mayFold) => mayFold).length;
    const summaries =
      placement.single.size >= worthFolding ? foldSingles(store) : { pages: [], dropSingles: [] };
    const events =
      foldable >= worthFolding
        ? await foldEvents(store)
        : { histories: [], dropLoose: [], looseLeft: new Map<string, 'none' | 'waiting'>() };
    const plan: Plan = {
      blocks: [],
      received: [],
      receivedPages: [],
      dropBlocks: [],
      singles: [],
      unshown: [],
      loose: [],
      ...summaries,
      ...events,
    };
    if (plan.pages.length + plan.looseLeft.size === 0) return 'done';
    const rows = await sealPlan(sealer, plan, placement);
    await writeTogether(db, planWrites(plan, rows));
    settlePlan(placement, plan, rows);
    return 'more';
  });
