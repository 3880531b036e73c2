import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checked, Damage, Storage } from '@shared/bridge/journal';
import type { SignedEntry } from '@shared/sealing/signedEntry';
import { isDiskFull } from '../../files/durableFile';
import {
  checkEntry,
  openEntry,
  sealEntry,
  signEntry,
  type ChainEnd,
  type EntryForm,
  type LedgerKeys,
  type Signer,
} from './entry';
import { readFrame, type Frame } from './frame';
import { writeLandmark } from './landmark';
import { takeLock } from './lock';
import { openReserve } from './reserve';
import { scanJournal, type Place } from './scan';
import { lastUntouched, removeSegments, segmentName } from './segments';
import { createSegmentWriter, type WriteBytes } from './writer';

export type Appended<T> = { kind: 'appended'; signed: SignedEntry<T>[] } | { kind: 'diskFull' };

/** An append-only, sealed, chained and signed journal: the durable truth of what this device did. */
export type Journal<T> = {
  /**
   * Appends in order, all or none; answers after they are on the disk. Appends that arrive together share one write and one
   * fsync. After `diskFull` nothing has changed and the next append may work.
   */
  append: (events: readonly T[], signer: Signer) => Promise<Appended<T>>;
  /** Entries behind a sequence, in order, and the sequence of the last one (0 = empty). Pruned ones are not there. */
  read: (after: number, limit: number) => Promise<{ events: SignedEntry<T>[]; last: number }>;
  /** Opens and checks up to `limit` entries behind a sequence, seal, chain and signature. */
  check: (after: number, limit: number) => Promise<Checked>;
  /**
   * Removes whole segments whose entries are all at or before `upTo` and that were last written before `untouchedSince`, the
   * newest three never. The chain's place is kept in a sealed landmark, so that the rest still holds. Answers how many went.
   */
  prune: (upTo: number, untouchedSince: Date) => Promise<number>;
  storage: () => Promise<Storage>;
  /** Waits for appends under way, notes how far the journal is known to hold, closes the files and lets the lock go. */
  close: () => Promise<void>;
};

export type OpenedJournal<T> = { kind: 'open'; journal: Journal<T> } | Damage;

export type JournalOptions<T> = {
  segmentLimit?: number;
  write?: WriteBytes;
  lockWaitMs?: number;
  /** Bytes set aside for a full disk; without it none are. */
  reserveSize?: number;
  /** What may still be written once the reserve is given up; by default everything. */
  mayUseReserve?: (event: T) => boolean;
};

type Waiting<T> = {
  events: readonly T[];
  signer: Signer;
  resolve: (appended: Appended<T>) => void;
  reject: (error: unknown) => void;
};

/** Entries after which it pays to note that they were checked. */
const worthNoting = 1000;
const keptSegments = 3;

/** Takes the journal's lock, checks it and opens it. A damaged journal is left exactly as it is, unlocked. */
export async function openJournal<T>(
  folder: string,
  form: EntryForm<T>,
  keys: LedgerKeys,
  options: JournalOptions<T> = {},
): Promise<OpenedJournal<T>> {
  const { mayUseReserve = () => true } = options;
  const lock = await takeLock(folder, options.lockWaitMs);
  const prepare = async () => {
    const scan = await scanJournal(folder, form, keys);
    if (scan.kind === 'damaged') return { scan };
    const reserve =
      options.reserveSize === undefined ? undefined : await openReserve(folder, options.reserveSize);
    await reserve?.ensure();
    return { scan, reserve };
  };
  const { scan, reserve } = await prepare().catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  if (scan.kind === 'damaged') {
    await lock.release();
    return scan;
  }
  const { places } = scan;
  const writer = createSegmentWriter({
    folder,
    segments: scan.lastSegment,
    tailLength: scan.tailLength,
    ...(options.segmentLimit === undefined ? {} : { limit: options.segmentLimit }),
    ...(options.write === undefined ? {} : { write: options.write }),
  });
  let { base, end, firstSegment } = scan;
  let unnoted = scan.checked;
  let waiting: Waiting<T>[] = [];
  let writing: Promise<void> | undefined;
  /** A disk that failed in another way than being full may hold anything: nothing is written after it. */
  let broken: unknown;

  /** Writes one batch behind the end; false where the disk is full, and then nothing has changed. */
  async function write(batch: readonly Waiting<T>[]): Promise<boolean> {
    let next = end;
    const frames: Buffer[] = [];
    const results = batch.map(({ events, signer }) =>
      events.map((event) => {
        const signed = signEntry(event, next, signer);
        frames.push(sealEntry(signed, form, keys.dataKey));
        next = { sequence: signed.body.sequence, hash: signed.hash };
        return signed;
      }),
    );
    try {
      places.push(...(await writer.write(frames)));
    } catch (error) {
      if (isDiskFull(error)) return false;
      broken = error;
      throw error;
    }
    unnoted += next.sequence - end.sequence;
    end = next;
    batch.forEach((one, index) => one.resolve({ kind: 'appended', signed: results[index] ?? [] }));
    return true;
  }

  const refuse = (batch: readonly Waiting<T>[]) => {
    for (const one of batch) one.resolve({ kind: 'diskFull' });
  };
  const finishes = ({ events }: Waiting<T>) => events.every(mayUseReserve);

  async function commit(batch: readonly Waiting<T>[]): Promise<void> {
    const isShort = reserve !== undefined && !(await reserve.ensure());
    const allowed = isShort ? batch.filter(finishes) : batch;
    refuse(batch.filter((one) => !allowed.includes(one)));
    if (allowed.length === 0 || (await write(allowed))) return;
    // What is begun may be finished on the reserve; nothing new is begun.
    const gaveUp = (await reserve?.giveUp()) ?? false;
    const last = gaveUp ? allowed.filter(finishes) : [];
    refuse(allowed.filter((one) => !last.includes(one)));
    if (last.length > 0 && !(await write(last))) refuse(last);
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

  const placesBehind = (after: number, limit: number) => {
    const from = Math.max(0, after - base.sequence);
    return places.slice(from, from + limit);
  };

  async function readFrames(wanted: readonly Place[]): Promise<{ place: Place; frame: Frame | undefined }[]> {
    const frames: { place: Place; frame: Frame | undefined }[] = [];
    for (const run of runsOf(wanted)) frames.push(...(await readRun(folder, run)));
    return frames;
  }

  async function noteChecked(): Promise<void> {
    if (unnoted < worthNoting) return;
    const segment = places.at(-1)?.segment ?? 0;
    await writeLandmark(folder, form.table, 'checked', { ...end, segment }, keys.dataKey);
    unnoted = 0;
  }

  const journal: Journal<T> = {
    append: (events, signer) =>
      new Promise((resolve, reject) => {
        waiting.push({ events, signer, resolve, reject });
        // Started in a microtask: calls made in the same turn of the loop are joined into one write.
        writing ??= Promise.resolve().then(drain);
      }),
    async read(after, limit) {
      const frames = await readFrames(placesBehind(after, limit));
      const events = frames.map(({ place: { segment, offset }, frame }) => {
        const signed = frame && openEntry(frame, form, keys.dataKey);
        if (!signed) throw new Error(`the ledger changed under us: ${segmentName(segment)} at ${offset}`);
        return signed;
      });
      return { events, last: end.sequence };
    },
    async check(after, limit) {
      const from = Math.max(after, base.sequence);
      // One before, for the hash from which the chain goes on.
      const [before] = from > base.sequence ? (await journal.read(from - 1, 1)).events : [];
      let at: ChainEnd = before ? { sequence: from, hash: before.hash } : base;
      for (const { place, frame } of await readFrames(placesBehind(from, limit))) {
        const { offset } = place;
        const segment = segmentName(place.segment);
        if (!frame) return { kind: 'damaged', segment, offset, fault: 'checksum' };
        const signed = checkEntry(frame, at, form, keys);
        if (typeof signed === 'string') return { kind: 'damaged', segment, offset, fault: signed };
        at = { sequence: signed.body.sequence, hash: signed.hash };
      }
      return { kind: 'holds', next: at.sequence, last: end.sequence };
    },
    async prune(upTo, untouchedSince) {
      const newest = places.at(-1)?.segment ?? firstSegment;
      const isOld = ({ segment }: Place, index: number) =>
        segment <= newest - keptSegments && base.sequence + index + 1 <= upTo;
      const firstKept = places.findIndex((place, index) => !isOld(place, index));
      const oldest = (places[firstKept]?.segment ?? firstSegment) - 1;
      const cutSegment = await lastUntouched(folder, firstSegment, oldest, untouchedSince);
      if (cutSegment < firstSegment) return 0;
      const gone = places.filter(({ segment }) => segment <= cutSegment).length;
      const { events } = await journal.read(base.sequence + gone - 1, 1);
      const [last] = events;
      if (!last) return 0;
      const cut = { sequence: last.body.sequence, hash: last.hash };
      await writeLandmark(folder, form.table, 'base', { ...cut, segment: cutSegment }, keys.dataKey);
      await removeSegments(folder, firstSegment, cutSegment);
      const count = cutSegment - firstSegment + 1;
      places.splice(0, gone);
      base = cut;
      firstSegment = cutSegment + 1;
      return count;
    },
    storage: () =>
      reserve?.storage() ?? Promise.resolve({ state: 'plenty', freeBytes: Number.MAX_SAFE_INTEGER }),
    async close() {
      await writing;
      await noteChecked().catch(() => undefined);
      await writer.close();
      await lock.release();
    },
  };
  return { kind: 'open', journal };
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

async function readRun(folder: string, run: readonly Place[]) {
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
  return run.map((place) => {
    const reading = readFrame(bytes, place.offset - first.offset);
    return { place, frame: reading.kind === 'frame' ? reading.frame : undefined };
  });
}
