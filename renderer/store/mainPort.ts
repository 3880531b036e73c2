import type { z } from 'zod';
import { PortAnswer, workerChannels, type WorkerChannels } from '@shared/bridge/workerChannels';
import type { Input, Output } from '@shared/bridge/channel';

/** The worker's line to the main process. */
export type MainPort = {
  /** Rejects only where main faulted on a bug or answered what the contract does not allow. */
  call: <K extends keyof WorkerChannels>(
    channel: K,
    input: Input<WorkerChannels[K]>,
  ) => Promise<Output<WorkerChannels[K]>>;
  /** Runs when main says that the platform has news. */
  onNews: (listener: () => void) => void;
  close: () => void;
};

type Waiting = { resolve: (output: unknown) => void; reject: (reason: Error) => void };

/** Speaks the worker's channels over a port; every answer is parsed by its channel's schema. */
export function createMainPort(port: MessagePort): MainPort {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<() => void>();
  let lastId = 0;
  const listen = (message: MessageEvent<unknown>) => {
    const parsed = PortAnswer.safeParse(message.data);
    if (!parsed.success) return;
    const answer = parsed.data;
    if (answer.kind === 'news') {
      for (const listener of listeners) listener();
      return;
    }
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === 'answer') one?.resolve(answer.output);
    else one?.reject(new Error(`main could not answer: ${answer.reason}`));
  };
  port.addEventListener('message', listen);
  port.start();
  return {
    async call(channel, input) {
      lastId += 1;
      const id = lastId;
      const answered = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
      port.postMessage({ id, channel, input });
      const output: z.ZodType = workerChannels[channel].output;
      // The schema that stands beside this name.
      return output.parse(await answered) as Output<WorkerChannels[typeof channel]>;
    },
    onNews: (listener) => listeners.add(listener),
    close() {
      port.removeEventListener('message', listen);
      port.close();
      for (const one of waiting.values()) one.reject(new Error('the line to main was closed'));
      waiting.clear();
    },
  };
}
