import type { z } from 'zod';
import { PortAnswer, workerChannels, type News, type WorkerChannels } from '@shared/bridge/workerChannels';
import type { Input, Output } from '@shared/bridge/channel';

/** The worker's line to the main process. */
export type MainPort = {
  /** Rejects only where main faulted on a bug or answered what the contract does not allow. */
  call: <K extends keyof WorkerChannels>(
    channel: K,
    input: Input<WorkerChannels[K]>,
  ) => Promise<Output<WorkerChannels[K]>>;
  /** Runs with what main tells unasked. */
  onNews: (listener: (news: News) => void) => void;
  /** How far the platform's clock is ahead of this PC's, in milliseconds, by its last answer. */
  clockAhead: () => number | undefined;
  close: () => void;
};

type Waiting = { resolve: (output: unknown) => void; reject: (reason: Error) => void };

/** Speaks the worker's channels over a port; every answer is parsed by its channel's schema. */
export function createMainPort(port: MessagePort): MainPort {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(news: News) => void>();
  const early: News[] = [];
  let clockAhead: number | undefined;
  let lastId = 0;
  const listen = (message: MessageEvent<unknown>) => {
    const parsed = PortAnswer.safeParse(message.data);
    if (!parsed.success) return;
    const answer = parsed.data;
    if (answer.kind === 'news') {
      // What is told while the store still opens waits for whoever wants to hear it.
      if (listeners.size === 0) early.push(answer.news);
      for (const listener of listeners) listener(answer.news);
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
      const parsed = output.parse(await answered) as Output<WorkerChannels[typeof channel]>;
      if ('clockAhead' in parsed) clockAhead = parsed.clockAhead;
      return parsed;
    },
    clockAhead: () => clockAhead,
    onNews(listener) {
      listeners.add(listener);
      early.splice(0).forEach(listener);
    },
    close() {
      port.removeEventListener('message', listen);
      port.close();
      for (const one of waiting.values()) one.reject(new Error('the line to main was closed'));
      waiting.clear();
    },
  };
}
