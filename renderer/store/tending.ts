import { checkStep } from './checkBlocks';
import { foldStep } from './fold';
import { giveBackMemory } from './giveBackMemory';
import { raiseStep } from './raise';
import type { WorkingStore } from './workingStore';

/** Waiting times in milliseconds: without a write before tending begins, and between two steps of it. */
export type TendingTimes = { idle?: number; between?: number };

/** Tends the store while nothing else happens: folds single rows, checks what came with a first sync, raises payloads of older
 * programs. */
export type Tending = {
  /** Something was written: tending waits until it has been quiet for a while. */
  wake: () => void;
  stop: () => void;
};

/** One step; what cannot be done now (a full disk) is tried again after the next write. */
export async function tendStep(store: WorkingStore): Promise<'more' | 'done'> {
  const folded = await foldStep(store);
  if (folded === 'more') return 'more';
  return (await checkStep(store)) === 'more' ? 'more' : raiseStep(store);
}

/** So many steps leave garbage that is worth a collection. */
const manySteps = 20;

/** Begins tending an open store. */
export function tendStore(store: WorkingStore, { idle = 3000, between = 20 }: TendingTimes = {}): Tending {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const later = (milliseconds: number) => {
    clearTimeout(timer);
    if (!ended) timer = setTimeout(() => void step(), milliseconds);
  };
  let steps = 0;
  const step = async () => {
    const left = await tendStep(store).catch(() => 'done' as const);
    steps += 1;
    if (left === 'more') return later(between);
    if (steps > manySteps) giveBackMemory();
    steps = 0;
  };
  later(idle);
  return {
    wake: () => later(idle),
    stop: () => {
      ended = true;
      clearTimeout(timer);
    },
  };
}
