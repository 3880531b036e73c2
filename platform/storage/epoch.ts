import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { Id } from '@shared/casework/identifiers';
import type { Database } from './database';

/**
 * Identity of this platform's history. It lives in a file outside the database, beside a mark of how far
 * it had come. A database that knows fewer than the mark was restored from a backup: then a new epoch begins,
 * and every device sees it and offers again what it has.
 */
export type Epoch = {
  id: string;
  /** How many epochs came before this one of this platform; -1 for one that it does not know. */
  order: (id: string) => number;
  /** Those that came before this one, the oldest first. */
  earlier: readonly string[];
  begunAt: Date;
  /** Whether what is missing may still be on its way: for some days after a restore. */
  isRecovering: (now: Date) => boolean;
  /** Whether there were others before. */
  isRestored: boolean;
  /** Remembers, at most once a second, how far the history has come. Never fails a call: a low mark is harmless. */
  noteProgress: () => void;
  close: () => Promise<void>;
};

const day = 86_400_000;

const Line = z.tuple([Id, z.coerce.date()]);

const readOr = (path: string) => readFile(path, 'utf8').catch(() => '');

/** Several processes may do so at once: each writes a file of its own until it is whole. */
async function replace(path: string, text: string) {
  const written = `${path}.${randomUUID()}`;
  await writeFile(written, text);
  await rename(written, path);
}

/** Grows with every event that is taken, refused or put off. */
async function progressOf(db: Database): Promise<number> {
  const positions = sql<number>`coalesce(sum(position), 0)::bigint`.as('sum');
  const sequences = sql<number>`coalesce(sum(last_sequence), 0)::bigint`.as('sum');
  const [heads, branches] = await Promise.all([
    db.selectFrom('stream_heads').select(positions).executeTakeFirstOrThrow(),
    db.selectFrom('device_branches').select(sequences).executeTakeFirstOrThrow(),
  ]);
  return heads.sum + branches.sum;
}

/**
 * Reads the epochs, one a line with the instant it began, or begins one where there is none or the database is older than the mark.
 * For `recoveryDays` after a restore an event waits for those before it: a device that is off for a week still brings its own.
 */
export async function openEpoch(folder: string, db: Database, now: Date, recoveryDays = 7): Promise<Epoch> {
  const [file, markFile] = [join(folder, 'epoch'), join(folder, 'epoch-mark')];
  const lines = (await readOr(file)).split('\n').filter(Boolean);
  const epochs = lines.map((line) => {
    const [id, begunAt = '1970-01-01T00:00:00Z'] = line.split(' ');
    const [known, begun] = Line.parse([id, begunAt]);
    return { id: known, begunAt: begun };
  });
  const mark = Number((await readOr(markFile)).trim()) || 0;
  const present = await progressOf(db);
  if (epochs.length === 0 || present < mark) epochs.push({ id: randomUUID(), begunAt: now });
  await replace(file, epochs.map(({ id, begunAt }) => `${id} ${begunAt.toISOString()}\n`).join(''));
  await replace(markFile, `${present}\n`);
  const { id, begunAt } = epochs.at(-1) as { id: string; begunAt: Date };
  const isRestored = epochs.length > 1;

  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  /** One after the other, so that no older mark comes over a newer one. */
  const write = () => {
    writing = writing.then(async () => replace(markFile, `${await progressOf(db)}\n`)).catch(() => undefined);
    return writing;
  };
  const noteProgress = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void write();
    }, 1000).unref();
  };
  const close = async () => {
    clearTimeout(timer);
    await write();
  };
  return {
    id,
    begunAt,
    isRestored,
    earlier: epochs.slice(0, -1).map((epoch) => epoch.id),
    order: (other) => epochs.findIndex((epoch) => epoch.id === other),
    isRecovering: (at) => isRestored && at.getTime() < begunAt.getTime() + recoveryDays * day,
    noteProgress,
    close,
  };
}
