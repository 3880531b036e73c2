import type { StreamMessage } from '@shared/protocol/stream';
import type { StreamEnd } from '../transport/eventStream';

type Given = {
  /** Reads the stream once, until it ends. */
  connect: (onMessage: (message: StreamMessage) => void, signal: AbortSignal) => Promise<StreamEnd>;
  onMessage: (message: StreamMessage) => void;
  /** Told whenever the stream begins to live or has ended. */
  onAlive: (alive: boolean) => void;
  random?: () => number;
};

/** The live stream, connected again whenever it ends. */
export type Follower = {
  /** It is worth trying now: the network is back, the PC has woken up. */
  nudge: () => void;
  end: () => void;
};

/** Shortest and longest pause between two tries, in milliseconds; spread, so that a county does not come back all at once. */
const shortest = 1000;
const longest = 60_000;
/** Where something on the way holds the stream back, it will do so again. */
const whereHeldBack = 300_000;
/** A platform that restarts is back after this time, in milliseconds. */
const afterClosing = 3000;
/** A stream that lived this long shows that the way is good, in milliseconds. */
const provenAfter = 10_000;

/** Follows the platform's stream for as long as a session lasts. */
export function followStream({ connect, onMessage, onAlive, random = Math.random }: Given): Follower {
  const ending = new AbortController();
  let failures = 0;
  let wake: () => void = () => undefined;

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  function pauseAfter(end: StreamEnd): number {
    const spread = 0.5 + random() / 2;
    if (end.kind === 'heldBack') return whereHeldBack * spread;
    if (end.kind === 'closed') return afterClosing * random();
    return Math.min(longest, shortest * 2 ** Math.min(10, failures)) * spread;
  }

  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      let alive = false;
      const since = performance.now();
      const end = await connect((message) => {
        if (message.kind === 'hello' && !alive) {
          alive = true;
          onAlive(true);
        }
        onMessage(message);
      }, ending.signal);
      if (alive) onAlive(false);
      if (ending.signal.aborted) return;
      failures = alive && performance.now() - since > provenAfter ? 0 : failures + 1;
      await pause(pauseAfter(end));
    }
  }
  void run();
  return {
    nudge: () => wake(),
    end() {
      ending.abort();
      wake();
    },
  };
}
