import { isOfDatabase, StoreStuck } from '../store/within';
import type { WorkingStore } from '../store/workingStore';
import type { Outcome } from './outcome';

const isFull = async ({ port }: WorkingStore): Promise<boolean> =>
  (await port.call('storage.read', {})).state === 'full';

/**
 * Does a step of sync where the disk has room for what it brings. On a full one nothing is asked for: what the platform has stays
 * there, and what is to be sent stays in the ledger.
 */
export async function withRoom(store: WorkingStore, step: () => Promise<Outcome>): Promise<Outcome> {
  if (await isFull(store)) return { kind: 'storageFull' };
  try {
    return await step();
  } catch (error) {
    const mayBeFull = isOfDatabase(error) || error instanceof StoreStuck;
    if (mayBeFull && (await isFull(store))) return { kind: 'storageFull' };
    throw error;
  }
}
