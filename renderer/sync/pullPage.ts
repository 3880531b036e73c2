import { PullAnswer } from '@shared/protocol/pull';
import { takePage } from '../store/confirm';
import type { WorkingStore } from '../store/workingStore';
import { carryRestored } from './carryRestored';
import { askAhead, sendAhead } from './askAhead';
import { pullFirst } from './firstSync';
import { giveBack, lookAgain } from './giveBack';
import { obstacleOfCall, type Outcome } from './outcome';

/** Events of one page: as many as the protocol allows. */
const pageSize = 500;

/** Events that wait to be sent; those that the platform has put off wait for its news, others for files. */
const toSend = ({ outbox, putOff, lanes }: WorkingStore): number => {
  let left = 0;
  for (const sequence of outbox.keys())
    if (!putOff.sequences.has(sequence) && !lanes.isHeld(sequence)) left += 1;
  return left;
};

/** Asks every stream of this device for its next page and takes it in. */
export async function pullPage(store: WorkingStore): Promise<Outcome> {
  store.putOff.forgetWhatIsOld();
  const obstacle = (await giveBack(store)) ?? (await carryRestored(store));
  if (obstacle) return obstacle;
  let more = false;
  for (const stream of store.session.device.streams) {
    const first = await pullFirst(store, stream);
    if (first.kind === 'newEpoch') return { kind: 'pulled', more: true, pending: toSend(store) };
    if (first.kind === 'taken') {
      more = true;
      continue;
    }
    if (first.kind !== 'none') return first;
    const cursor = store.cursors.get(stream);
    const after = cursor && cursor.epoch === store.marks.epoch ? cursor.position : 0;
    const request = { stream, after, limit: pageSize };
    const called = await askAhead(store, request);
    if (called.kind !== 'answer') return obstacleOfCall(called);
    const answer = PullAnswer.safeParse(called.answer);
    if (!answer.success) return { kind: 'strangeAnswer' };
    // While this page is checked and written the next one is on its way.
    const last = answer.data.events.at(-1);
    if (answer.data.more && last && answer.data.epoch === store.marks.epoch)
      sendAhead(store, { ...request, after: last.position });
    const taken = await takePage(store, { stream, after }, answer.data);
    if (taken.kind === 'strange') return { kind: 'strangeAnswer' };
    if (taken.kind === 'newEpoch') return { kind: 'pulled', more: true, pending: toSend(store) };
    more ||= answer.data.more;
  }
  const left = more ? undefined : await lookAgain(store);
  if (left?.kind === 'newEpoch') more = true;
  else if (left) return left;
  return { kind: 'pulled', more, pending: toSend(store) };
}
