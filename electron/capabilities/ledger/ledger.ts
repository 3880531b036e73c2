import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseEvent } from '@shared/casework/event';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import { isDiskFull } from '../../files/durableFile';
import { openEntry, sealEntry, signEvent, type LedgerKeys, type Signer } from './entry';
import { readFrame } from './frame';
import { takeLock } from './lock';
import { scanLedger, type Place, type Scan } from './scan';
import { segmentName } from './segments';
import { createSegmentWriter, type WriteBytes } from './writer';

export type Appended = { kind: 'appended'; signed: SignedEvent[] } | { kind: 'diskFull' };

/** The durable truth of this device: an append-only, sealed, chained and signed journal of its own events. */
export type Ledger = {
  /**
   * Appends events in order, all or none; answers after they are on the disk. Appends that arrive together share one write
   * and one fsync. After `diskFull` nothing has changed and the next append may work.
   */
  append: (events: readonly CaseEvent[], signer: Signer) => Promise<Appended>;
  /** Events behind a sequence, in order, and the sequence of the last one in the ledger (0 = empty). */
  read: (after: number, limit: number) => Promise<{ events: SignedEvent[]; last: number }>;
  /** Waits for appends under way, closes the files and lets the lock go. */
  close: () => Promise<void>;
};

export type OpenedLedger = { kind: 'open'; ledger: Ledger } | Extract<Scan, { kind: 'damaged' }>;

type Options = { segmentLimit?: number; write?: WriteBytes; lockWaitMs?: number };

type Waiting = {
  events: readonly CaseEvent[];
  signer: Signer;
  resolve: (appended: Appended) => void;
  reject: (error: unknown) => void;
};

/** Takes the ledger's lock, checks every entry and opens it. A damaged ledger is left exactly as it is, unlocked. */
export async function openLedger(
  folder: string,
  keys: LedgerKeys,
  options: Options = {},
): Promise<OpenedLedger> {
  const lock = await takeLock(folder, options.lockWaitMs);
  const scan = await scanLedger(folder, keys).catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  if (scan.kind === 'damaged') {
    await lock.release();
    return scan;
  }
  const { places, segments, tailLength } = scan;
  const writer = createSegmentWriter({
    folder,
    segments,
    tailLength,
    ...(options.segmentLimit === undefined ? {} : { limit: options.segmentLimit }),
    ...(options.write === undefined ? {} : { write: options.write }),
  });
  let end = scan.end;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  /** A disk that failed in another way than being full may hold anything: nothing is written after it. */
  let broken: unknown;

  async function commit(batch: readonly Waiting[]): Promise<void> {
    let next = end;
    const frames: Buffer[] = [];
    const results = batch.map(({ events, signer }) =>
      events.map((event) => {
        const signed = signEvent(event, next, signer);
        frames.push(sealEntry(signed, keys.dataKey));
        next = { sequence: signed.body.sequence, hash: signed.hash };
        return signed;
      }),
    );
    try {
      places.push(...(await writer.write(frames)));
    } catch (error) {
      if (!isDiskFull(error)) broken = error;
      for (const one of batch)
        if (isDiskFull(error)) one.resolve({ kind: 'diskFull' });
        else one.reject(error);
      return;
    }
    end = next;
    batch.forEach((one, index) => one.resolve({ kind: 'appended', signed: results[index] ?? [] }));
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (broken !== undefined) throw new Error('the ledger cannot be written', { cause: broken });
        await commit(batch);
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    writing = undefined;
  }

  const ledger: Ledger = {
    append: (events, signer) =>
      new Promise((resolve, reject) => {
        waiting.push({ events, signer, resolve, reject });
        // Started in a microtask: calls made in the same turn of the loop are joined into one write.
        writing ??= Promise.resolve().then(drain);
      }),
    async read(after, limit) {
      const wanted = places.slice(after, after + limit);
      const events: SignedEvent[] = [];
      for (const run of runsOf(wanted)) events.push(...(await readRun(folder, run, keys.dataKey)));
      return { events, last: end.sequence };
    },
    async close() {
      await writing;
      await writer.close();
      await lock.release();
    },
  };
  return { kind: 'open', ledger };
}

/** Splits places, which lie one behind the other, where a new segment begins. */
function runsOf(places: readonly Place[]): Place[][] {
  const runs: Place[][] = [];
  for (const place of places) {
    const run = runs.at(-1);
    if (run?.[0]?.segment === place.segment) run.push(place);
    else runs.push([place]);
  }
  return runs;
}

async function readRun(folder: string, run: readonly Place[], dataKey: Uint8Array): Promise<SignedEvent[]> {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) return [];
  const bytes = Buffer.alloc(last.end - first.offset);
  const handle = await open(join(folder, segmentName(first.segment)), 'r');
  try {
    await handle.read(bytes, 0, bytes.length, first.offset);
  } finally {
    await handle.close();
  }
  return run.map(({ segment, offset }) => {
    const reading = readFrame(bytes, offset - first.offset);
    const signed = reading.kind === 'frame' ? openEntry(reading.frame, dataKey) : undefined;
    if (!signed) throw new Error(`the ledger changed under us: ${segmentName(segment)} at ${offset}`);
    return signed;
  });
}
