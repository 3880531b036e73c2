import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Id } from '@shared/casework/identifiers';
import type { Database } from './database';

/**
 * Identity of this platform's history. It lives in a file outside the database, beside a mark of how many places
 * in streams had been given out. A database that knows fewer than the mark was restored from a backup: then a new epoch begins,
 * and every device sees it and offers again what it has.
 */
export type Epoch = {
  id: string;
  /** Remembers, at most once a second, how far the history has come. Never fails a call: a low mark is harmless. */
  noteProgress: () => void;
  close: () => Promise<void>;
};

const readOr = (path: string) => readFile(path, 'utf8').catch(() => '');

async function replace(path: string, text: string) {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

async function positionsGivenOut(db: Database): Promise<number> {
  const sum = sql<number>`coalesce(sum(position), 0)::bigint`.as('sum');
  return (await db.selectFrom('stream_heads').select(sum).executeTakeFirstOrThrow()).sum;
}

/** Reads the epoch, or begins one where there is none or the database is older than the mark. */
export async function openEpoch(folder: string, db: Database): Promise<Epoch> {
  const [file, markFile] = [join(folder, 'epoch'), join(folder, 'epoch-mark')];
  const known = Id.safeParse((await readOr(file)).trim());
  const mark = Number((await readOr(markFile)).trim()) || 0;
  const present = await positionsGivenOut(db);
  const id = known.success && present >= mark ? known.data : randomUUID();
  await replace(file, `${id}\n`);
  await replace(markFile, `${present}\n`);

  let timer: NodeJS.Timeout | undefined;
  const write = async () => replace(markFile, `${await positionsGivenOut(db)}\n`);
  const noteProgress = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      write().catch(() => undefined);
    }, 1000).unref();
  };
  const close = async () => {
    clearTimeout(timer);
    await write().catch(() => undefined);
  };
  return { id, noteProgress, close };
}
