import type { WorkingStore } from '../store/workingStore';
import { offer } from './offer';
import type { Outcome } from './outcome';
import { readBatch } from './readBatch';

/**
 * Sends the next events in the order of the ledger: read in a short transaction, send with nothing held, check the answer, write. What
 * waits for files only takes its place.
 */
export async function pushBatch(store: WorkingStore): Promise<Outcome> {
  const { lanes } = store;
  lanes.keepOnly(store.outbox);
  const { batch, isLast } = await readBatch(store);
  const arranged = lanes.arrange(batch, isLast);
  const nothing: Outcome = { kind: 'pushed', answered: 0, files: lanes.toSend };
  if (arranged.length === 0) return nothing;
  const sent = arranged.map(({ event }) => event);
  const pending = arranged.flatMap(({ event, filesPending }) =>
    filesPending ? [event.signed.body.sequence] : [],
  );
  const answer = await offer(store, sent, 'own', new Set(pending));
  switch (answer.kind) {
    case 'answered':
      for (const sequence of pending) store.putOff.sequences.delete(sequence);
      lanes.notePlaced(pending);
      // What was put off is not sent again in this round: whatever was sent has moved.
      return { kind: 'pushed', answered: sent.length, files: lanes.toSend };
    case 'newEpoch':
      return nothing;
    default:
      return answer;
  }
}
