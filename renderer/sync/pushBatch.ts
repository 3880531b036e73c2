import type { WorkingStore } from '../store/workingStore';
import { offer } from './offer';
import type { Outcome } from './outcome';
import { readBatch } from './uploadMaterials';

/**
 * Sends the next events, up to a sequence, in the order of the ledger: read in a short transaction, send with nothing held,
 * check the answer, write.
 */
export async function pushBatch(store: WorkingStore, upTo: number): Promise<Outcome> {
  const batch = await readBatch(store);
  const sent = batch.filter(({ signed }) => signed.body.sequence <= upTo);
  if (sent.length === 0) return { kind: 'pushed', answered: 0 };
  const answer = await offer(store, sent);
  switch (answer.kind) {
    case 'answered':
      // What was put off is not sent again in this round: whatever was sent has moved.
      return { kind: 'pushed', answered: sent.length };
    case 'newEpoch':
      return { kind: 'pushed', answered: 0 };
    default:
      return answer;
  }
}
