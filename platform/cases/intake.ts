import type { OfferedEvent, PushResult } from '@shared/protocol/push';

/** What came of the events of one request: an answer to each, or what went wrong with one of them. */
export type Settled = { results: PushResult[] } | { error: unknown };

/** Where the events of all requests come together. */
export type Intake = { take: (events: readonly OfferedEvent[]) => Promise<PushResult[]> };

type Waiting = {
  events: readonly OfferedEvent[];
  devices: string[];
  answer: (results: PushResult[]) => void;
  fail: (error: unknown) => void;
};

/** Events of one transaction; a single larger request is still taken whole. */
const mostAtOnce = 100;

/** While one batch waits for the database, another is judged. */
const lanes = 2;

/**
 * Group commit: what arrives while others are being settled is settled together in the next transaction, so that a full platform pays for its
 * round trips and its commit once for many events, and an idle one waits for nobody.
 */
export function createIntake(
  settle: (requests: readonly (readonly OfferedEvent[])[]) => Promise<Settled[]>,
): Intake {
  let waiting: Waiting[] = [];
  const running = new Set<readonly Waiting[]>();

  /** The next batch; what comes from a device behind something of it that is not settled yet waits for it. */
  const takeBatch = (): Waiting[] => {
    const held = new Set([...running].flat().flatMap(({ devices }) => devices));
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    let many = 0;
    for (const next of waiting) {
      const isFull = batch.length > 0 && many + next.events.length > mostAtOnce;
      if (isFull || next.devices.some((device) => held.has(device))) {
        rest.push(next);
        for (const device of next.devices) held.add(device);
      } else {
        batch.push(next);
        many += next.events.length;
      }
    }
    waiting = rest;
    return batch;
  };
  const run = async (batch: readonly Waiting[]) => {
    try {
      const settled = await settle(batch.map(({ events }) => events));
      for (const [index, { answer, fail }] of batch.entries()) {
        const one = settled[index];
        if (one && 'results' in one) answer(one.results);
        else fail(one?.error);
      }
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  };
  const next = () => {
    while (running.size < lanes && waiting.length > 0) {
      const batch = takeBatch();
      if (batch.length === 0) return;
      running.add(batch);
      void run(batch).finally(() => {
        running.delete(batch);
        next();
      });
    }
  };
  return {
    take: (events) =>
      new Promise((answer, fail) => {
        const devices = [...new Set(events.map(({ signed }) => signed.body.deviceId.toLowerCase()))];
        waiting.push({ events, devices, answer, fail });
        next();
      }),
  };
}
