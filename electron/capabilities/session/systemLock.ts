import type { WebContents } from 'electron';
import { lockMessageName } from '@shared/bridge/pageChannelNames';
import type { SessionKeeper } from './sessionKeeper';

/** How long the page has to save its draft and lock itself, in milliseconds. */
const patience = 3000;

/**
 * The system sleeps or is locked: the page locks itself, keeping drafts. Where it does not in time, its session is ended under
 * it and the page begins anew, because a key must not stay in the memory of a PC that somebody may carry away.
 */
export function createSystemLock(
  sessions: Pick<SessionKeeper, 'signOut' | 'isOpen'>,
  contents: () => WebContents | undefined,
): () => void {
  return () => {
    if (!sessions.isOpen()) return;
    contents()?.send(lockMessageName);
    setTimeout(() => {
      if (sessions.isOpen()) void sessions.signOut().then(() => contents()?.reload());
    }, patience);
  };
}
