import { MessageChannelMain, type WebContents } from 'electron';
import { workerPortName } from '@shared/bridge/pageChannelNames';
import type { OpenSession } from '../capabilities/session/openSession';
import { workerHandlers, type Barred } from './workerHandlers';
import { serveWorker, type WorkerLine } from './workerPort';

/** The store worker's line; there is one at most. */
export type WorkerConnection = {
  /** Makes a new line for a session and sends the page its end. */
  connect: (contents: WebContents, session: OpenSession, onBarred: (why: Barred) => Promise<void>) => void;
  /** Tells the worker that it is worth asking the platform now. */
  news: () => void;
  end: () => void;
};

/** IndexedDB of the page's own session only: whatever else it keeps is not the store's. */
const discardStore = ({ session }: WebContents) => session.clearStorageData({ storages: ['indexdb'] });

export function createWorkerConnection(): WorkerConnection {
  let line: WorkerLine | undefined;
  return {
    connect(contents, session, onBarred) {
      line?.end();
      const { port1, port2 } = new MessageChannelMain();
      line = serveWorker(
        port1,
        workerHandlers(session, onBarred, () => discardStore(contents)),
      );
      contents.postMessage(workerPortName, undefined, [port2]);
    },
    news: () => line?.news(),
    end() {
      line?.end();
      line = undefined;
    },
  };
}
