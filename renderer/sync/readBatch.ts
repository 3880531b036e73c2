import type { SignedEvent } from '@shared/sealing/signedEvent';
import { readOutbox } from '../store/reading';
import type { StoredEvent } from '../store/records';
import type { WorkingStore } from '../store/workingStore';

/** Events of one push, and about how much JSON it may carry. */
const batchSize = 100;
const batchBytes = 4 * 1024 * 1024;

const sizeOf = (signed: SignedEvent) => JSON.stringify(signed).length;

/**
 * The next events to send, in order, as many as fit into one push and at least one. `isLast`: nothing that could be sent comes behind
 * them.
 */
export async function readBatch(store: WorkingStore): Promise<{ batch: StoredEvent[]; isLast: boolean }> {
  const { putOff, lanes } = store;
  const waits = (sequence: number) => putOff.sequences.has(sequence) || lanes.isPlaced(sequence);
  const due = await readOutbox(store, batchSize, waits);
  let bytes = 0;
  const end = due.findIndex(({ signed }, index) => {
    bytes += sizeOf(signed);
    return index > 0 && bytes > batchBytes;
  });
  const batch = end < 0 ? due : due.slice(0, end);
  return { batch, isLast: due.length < batchSize && batch.length === due.length };
}
