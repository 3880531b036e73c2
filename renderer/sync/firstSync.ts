import type { FirstSyncRequest } from '@shared/protocol/firstSync';
import { endFirstSync, firstSyncOf, followingOf, takeFirst } from '../store/takeFirst';
import type { WorkingStore } from '../store/workingStore';
import { obstacleOfCall, type Obstacle } from './outcome';

type Answer = ReturnType<typeof send>;
const ahead = new WeakMap<WorkingStore, { key: string; answer: Answer }>();
const send = (store: WorkingStore, request: FirstSyncRequest) =>
  store.port.call('platform.firstSync', request);
const keyOf = ({ stream, after, at }: FirstSyncRequest) => `${stream} ${after} ${at}`;

/** The page that was asked for while the one before was taken in, or else one asked for now. */
function ask(store: WorkingStore, request: FirstSyncRequest): Answer {
  const asked = ahead.get(store);
  ahead.delete(store);
  return asked?.key === keyOf(request) ? asked.answer : send(store, request);
}

/**
 * Takes in one page of the first sync of a stream. `none`: there is none to be made, or the platform does not serve it, and the
 * ordinary pull goes on.
 */
export async function pullFirst(
  store: WorkingStore,
  stream: string,
): Promise<{ kind: 'none' } | { kind: 'taken' } | { kind: 'newEpoch' } | Obstacle> {
  const request = firstSyncOf(store, stream);
  if (!request) return { kind: 'none' };
  const called = await ask(store, request);
  if (called.kind === 'problem' && called.problem.code === 'notFound') {
    await endFirstSync(store);
    return { kind: 'none' };
  }
  if (called.kind !== 'page') return obstacleOfCall(called);
  const following = followingOf(called.bytes, stream);
  if (following) {
    const answer = send(store, following);
    answer.catch(() => undefined);
    ahead.set(store, { key: keyOf(following), answer });
  }
  const taken = await takeFirst(store, request, called.bytes);
  switch (taken.kind) {
    case 'strange':
      return { kind: 'strangeAnswer' };
    case 'otherForm':
      await endFirstSync(store);
      return { kind: 'none' };
    case 'newEpoch':
      return taken;
    case 'taken':
      if (following) {
        const { after, at } = following;
        store.progress.note(stream, { after: request.after, at: after, head: at ?? after });
      } else store.progress.forget();
      return taken;
  }
}
