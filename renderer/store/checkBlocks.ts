import { CaseSummary } from '@shared/casework/summary';
import { projectCase } from './changeCases';
import { commit } from './commit';
import type { Placement } from './placement';
import { isUnchecked } from './readBlock';
import { readCases } from './reading';
import type { StoredSummary } from './records';
import type { WorkingStore } from './workingStore';

const textOf = ({ summary, pinyin }: StoredSummary) => JSON.stringify([CaseSummary.parse(summary), pinyin]);

type Range = NonNullable<WorkingStore['marks']['toCheck']>;
const indexes = new WeakMap<Placement, { to: number; cases: Map<number, string[]> }>();

/** Cases of the block that is checked next; made once for all of them. */
function casesIn(placement: Placement, { from, to }: Range): readonly string[] {
  let index = indexes.get(placement);
  if (index?.to !== to) {
    index = { to, cases: new Map() };
    for (const [caseId, block] of placement.blockOf) {
      if (block < from || block > to) continue;
      const known = index.cases.get(block);
      if (known) known.push(caseId);
      else index.cases.set(block, [caseId]);
    }
    indexes.set(placement, index);
  }
  return index.cases.get(from) ?? [];
}

/**
 * Folds cases from their own events and answers the summaries that differ from what is shown. What is read of unchecked blocks is held to
 * its hashes on the way; what does not hold is noted as doubted.
 */
async function differing(store: WorkingStore, caseIds: readonly string[]): Promise<StoredSummary[]> {
  const cases = await readCases(store, caseIds);
  return [...cases].flatMap(([caseId, events]) => {
    const shown = store.memory.get(caseId);
    const projected = projectCase(store, [...events.values()], store.marks.epoch);
    if (!shown || projected.kind !== 'summary') return [];
    return textOf(projected.record) === textOf(shown) ? [] : [projected.record];
  });
}

/**
 * Takes doubted blocks out: nothing of their cases is shown until the ordinary pull, which checks every event, has brought them again
 * from the beginning of the stream. What was done here on them stays.
 */
async function dropDoubted(store: WorkingStore): Promise<void> {
  const { blockOf } = store.placement;
  const dropBlocks = [...store.doubted];
  const withoutSummary = [...blockOf].flatMap(([caseId, block]) =>
    store.doubted.has(block) ? [caseId] : [],
  );
  await commit(store, {
    dropBlocks,
    withoutSummary,
    forgetCursors: true,
    marks: { firstSync: 'done' },
  });
  store.doubted.clear();
  store.wakeSync();
  store.notify({ kind: 'cases', caseIds: withoutSummary });
}

/**
 * One step of checking what came with a first sync: the next block is read, every hash computed, every case folded. What this device
 * makes of the events counts; a block that does not hold is taken out.
 */
export const checkStep = (store: WorkingStore): Promise<'more' | 'done'> =>
  store.queue(async () => {
    if (store.unwritten.size > 0) return 'done';
    const { toCheck } = store.marks;
    if (toCheck) {
      const { from, to } = toCheck;
      const caseIds = casesIn(store.placement, toCheck);
      const summaries = await differing(store, caseIds);
      if (store.doubted.size > 0) {
        await dropDoubted(store);
        return 'more';
      }
      await commit(store, {
        ...(summaries.length > 0 ? { summaries } : {}),
        marks: { toCheck: from < to ? { ...toCheck, from: from + 1 } : undefined },
      });
    }
    if (store.doubted.size > 0) await dropDoubted(store);
    return store.marks.toCheck ? 'more' : 'done';
  });

/** Checks one case before it is opened, where nobody has yet. */
export async function checkBeforeOpening(store: WorkingStore, caseId: string): Promise<void> {
  const block = store.placement.blockOf.get(caseId);
  if (block === undefined || !isUnchecked(store, block)) return;
  await store.queue(async () => {
    const summaries = await differing(store, [caseId]);
    if (summaries.length > 0) await commit(store, { summaries });
    if (store.doubted.size > 0) await dropDoubted(store);
  });
}
