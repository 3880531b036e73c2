import type { Phase } from './worker';

type Asked = Pick<Phase, 'phase' | 'cases' | 'server'>;

/** Ports come from the main process before each phase that needs them, in this order. */
const ports: MessagePort[] = [];
window.addEventListener('message', (message) => {
  if (message.data === 'bench-ports') ports.push(...message.ports);
});

/** Runs one phase in a worker of its own; called by the main process. */
function runPhase(asked: Asked): Promise<unknown> {
  const isPeer = /rxdb|pouch/i.test(asked.phase);
  const worker = isPeer
    ? new Worker(new URL('./peerWorker.ts', import.meta.url), { type: 'module' })
    : new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const [mainPort, plainPort] = ports.splice(0, 2);
  return new Promise<unknown>((resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.addEventListener('message', (message: MessageEvent<{ result?: unknown; error?: string }>) => {
      worker.terminate();
      if (message.data.error === undefined) resolve(message.data.result);
      else reject(new Error(message.data.error));
    });
    const phase: Phase = { ...asked, ...(mainPort ? { mainPort } : {}), ...(plainPort ? { plainPort } : {}) };
    worker.postMessage(
      phase,
      [mainPort, plainPort].filter((port) => port !== undefined),
    );
  });
}

Object.assign(window, { runPhase });
