import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink';
import { workerPortMessage } from '@shared/bridge/pageChannels';
import type { Known, NotOpened, Opened, ReadProgress, StoreApi } from '../store/storeApi';
import { giveBackMemory } from '../store/giveBackMemory';
import { callMain } from './bridge';

/** A store worker at work. `end` lets sync finish its step, forgets the keys and ends the worker with its memory. */
export type StartedStore = {
  kind: 'started';
  store: Remote<StoreApi>;
  opened: Opened;
  end: () => Promise<void>;
};

/** How long an orderly end may take before the worker is ended anyway, in milliseconds. */
const patience = 2000;
/** How long the first pages take to come to rest, in milliseconds. */
const untilStill = 5000;

/** Waits for the port that main sends through the preload script, and asks for it. */
async function askForPort(): Promise<MessagePort> {
  const received = new Promise<MessagePort>((resolve) => {
    const listen = (message: MessageEvent<unknown>) => {
      const [port] = message.ports;
      if (message.data !== workerPortMessage || message.source !== window || !port) return;
      window.removeEventListener('message', listen);
      resolve(port);
    };
    window.addEventListener('message', listen);
  });
  await callMain('worker.connect', {});
  return received;
}

/** Starts the store worker for the session that main has open, and opens the store; `progress` is told while it reads. */
export async function startStore(
  known: Known,
  progress: (read: ReadProgress) => void,
): Promise<StartedStore | NotOpened> {
  const port = await askForPort();
  const worker = new Worker(new URL('../store/worker.ts', import.meta.url), {
    type: 'module',
    name: 'store',
  });
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(`store worker: ${event.message}`)));
  });
  const store = wrap<StoreApi>(worker);
  try {
    const opening = store.open(transfer(port, [port]), known, proxy(progress));
    const opened = await Promise.race([opening, broken]);
    if (opened.kind !== 'opened') {
      worker.terminate();
      return opened;
    }
    // After the start a broken worker shows itself by the calls that go unanswered.
    broken.catch(() => undefined);
    // When the first page is on the screen and nothing is asked of it.
    setTimeout(() => requestIdleCallback(giveBackMemory, { timeout: 60_000 }), untilStill);
    const end = async () => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, patience));
      await Promise.race([store.close().catch(() => undefined), late]);
      store[releaseProxy]();
      worker.terminate();
    };
    return { kind: 'started', store, opened, end };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}
