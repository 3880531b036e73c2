import { PushAnswer } from '@shared/protocol/push';
import { protocolVersion } from '@shared/protocol/version';
import { takePushAnswer } from '../store/confirm';
import type { WorkingStore } from '../store/workingStore';
import { obstacleOfCall, type Outcome } from './outcome';
import { readBatch } from './uploadMaterials';

/**
 * Sends the next events, up to a sequence, in the order of the ledger: read in a short transaction, send with nothing held,
 * check the answer, write.
 */
export async function pushBatch(store: WorkingStore, upTo: number): Promise<Outcome> {
  const batch = await readBatch(store);
  const sent = batch.filter(({ signed }) => signed.body.sequence <= upTo);
  if (sent.length === 0) return { kind: 'pushed', answered: 0 };
  const request = { protocolVersion, events: sent.map(({ signed }) => signed) };
  const called = await store.port.call('platform.call', { name: 'push', request });
  if (called.kind !== 'answer') return obstacleOfCall(called);
  const answer = PushAnswer.safeParse(called.answer);
  if (!answer.success) return { kind: 'strangeAnswer' };
  const taken = await takePushAnswer(store, sent, answer.data);
  if (taken.kind === 'strange') return { kind: 'strangeAnswer' };
  return { kind: 'pushed', answered: answer.data.results.length };
}
