import { PullAnswer } from '@shared/protocol/pull';
import { takePage } from '../store/confirm';
import type { WorkingStore } from '../store/workingStore';
import { carryRestored } from './carryRestored';
import { giveBack } from './giveBack';
import { obstacleOfCall, type Outcome } from './outcome';

const pageSize = 200;

/** Events that wait to be sent; those that the platform has put off wait for its news, others for files. */
const toSend = ({ outbox, deferred, lanes }: WorkingStore): number => {
  let left = 0;
  for (const sequence of outbox.keys()) if (!deferred.has(sequence) && !lanes.isHeld(sequence)) left += 1;
  return left;
};

/** Asks every stream of this device for its next page and takes it in. */
export async function pullPage(store: WorkingStore): Promise<Outcome> {
  const obstacle = (await giveBack(store)) ?? (await carryRestored(store));
  if (obstacle) return obstacle;
  let more = false;
  for (const stream of store.session.device.streams) {
    const cursor = store.cursors.get(stream);
    const after = cursor && cursor.epoch === store.marks.epoch ? cursor.position : 0;
    const request = { stream, after, limit: pageSize };
    const called = await store.port.call('platform.call', { name: 'pull', request });
    if (called.kind !== 'answer') return obstacleOfCall(called);
    const answer = PullAnswer.safeParse(called.answer);
    if (!answer.success) return { kind: 'strangeAnswer' };
    const taken = await takePage(store, { stream, after }, answer.data);
    if (taken.kind === 'strange') return { kind: 'strangeAnswer' };
    if (taken.kind === 'newEpoch') return { kind: 'pulled', more: true, pending: toSend(store) };
    more ||= answer.data.more;
  }
  return { kind: 'pulled', more, pending: toSend(store) };
}
