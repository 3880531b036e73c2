import { MessageChannelMain, type WebContents } from 'electron';
import { workerPortName } from '@shared/bridge/pageChannelNames';
import type { News } from '@shared/bridge/workerChannels';
import type { Ferry } from '../capabilities/ferry/ferry';
import type { OpenSession } from '../capabilities/session/openSession';
import type { Follower } from '../capabilities/stream/follow';
import { workerHandlers, type Barred } from './workerHandlers';
import { serveWorker, type WorkerLine } from './workerPort';

/** The store worker's line; there is one at most. */
export type WorkerConnection = {
  /** Makes a new line for a session and sends the page its end. */
  connect: (contents: WebContents, session: OpenSession, given: SessionActs) => void;
  /** Tells the worker that it is worth asking the platform now. */
  news: () => void;
  end: () => void;
};

/** What a session's line leads to beside calls. */
export type SessionActs = {
  onBarred: (why: Barred) => Promise<void>;
  noteRecomputed: (importedAt: string, moved: number) => Promise<void>;
  /** Follows the platform's live stream; what it tells goes to the worker. */
  follow: (news: (news: News) => void) => Follower;
};

/** IndexedDB of the page's own session only: whatever else it keeps is not the store's. */
const discardStore = ({ session }: WebContents) => session.clearStorageData({ storages: ['indexdb'] });

export function createWorkerConnection(ferry: Ferry): WorkerConnection {
  let line: WorkerLine | undefined;
  let follower: Follower | undefined;
  const end = () => {
    ferry.forget();
    follower?.end();
    line?.end();
    follower = undefined;
    line = undefined;
  };
  return {
    connect(contents, session, { onBarred, noteRecomputed, follow }) {
      end();
      const { port1, port2 } = new MessageChannelMain();
      const handlers = workerHandlers(session, {
        ferry,
        onBarred,
        discardStore: () => discardStore(contents),
        noteRecomputed,
        news: (news) => line?.news(news),
      });
      const opened = serveWorker(port1, handlers);
      line = opened;
      follower = follow(opened.news);
      contents.postMessage(workerPortName, undefined, [port2]);
    },
    news() {
      line?.news({ kind: 'wake' });
      follower?.nudge();
    },
    end,
  };
}
