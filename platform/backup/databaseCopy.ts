import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { embeddedParsers, openDatabase, type Database, type DatabasePlace } from '../storage/database';

const execute = promisify(execFile);

/** Databases that a copy can be made of. */
export type CopiedPlace = Extract<DatabasePlace, { kind: 'server' | 'folder' }>;

/** A program of PostgreSQL: on the path, else the newest of the distribution's own folders. */
function program(name: string): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((one) => join(root, one, 'bin', name)).find((path) => existsSync(path)) ?? name;
}

/** Runs one; the address of the database goes by the environment, because arguments are seen by every user of the machine. */
async function run(name: string, url: string, args: readonly string[]): Promise<string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const env = {
    ...process.env,
    PGHOST: searchParams.get('host') ?? hostname,
    PGPORT: port === '' ? '5432' : port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
    ...(searchParams.has('sslmode') ? { PGSSLMODE: searchParams.get('sslmode') ?? '' } : {}),
  };
  const { stdout } = await execute(program(name), args, { env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** What a database holds, to compare a copy with. */
export type Held = { events: number; devices: number; positions: number };

export async function heldIn(db: Database): Promise<Held> {
  const counted = sql<Held>`select
    (select count(*) from events)::int as events,
    (select count(*) from devices)::int as devices,
    (select coalesce(sum(position), 0) from stream_heads)::int as positions`;
  const { rows } = await counted.execute(db);
  const [held] = rows;
  if (!held) throw new Error('a count is one row');
  return held;
}

async function heldAt(place: DatabasePlace): Promise<Held> {
  const db = await openDatabase(place);
  return heldIn(db).finally(() => db.destroy());
}

/** Writes a copy of a database into a file, as it was at one moment. An embedded database must not be open elsewhere. */
export async function copyDatabase(place: CopiedPlace, file: string): Promise<void> {
  if (place.kind === 'server') {
    await run('pg_dump', place.url, ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`]);
    return;
  }
  const pglite = await PGlite.create(place.folder);
  try {
    const copy = await pglite.dumpDataDir('gzip');
    await writeFile(file, new Uint8Array(await copy.arrayBuffer()), { mode: 0o600 });
  } finally {
    await pglite.close();
  }
}

const contentOf = async (file: string) => new Blob([new Uint8Array(await readFile(file))]);

/**
 * What a copy holds, found by opening it: an embedded one in memory; of a server's copy only its own list of contents is read,
 * and undefined answered, because opening it takes a server.
 */
export async function heldInCopy(kind: CopiedPlace['kind'], file: string): Promise<Held | undefined> {
  if (kind === 'server') {
    await execute(program('pg_restore'), ['--list', file], { maxBuffer: 64 * 1024 * 1024 });
    return undefined;
  }
  const pglite = await PGlite.create({ parsers: embeddedParsers, loadDataDir: await contentOf(file) });
  const { rows } = await pglite
    .query<Held>(
      `select (select count(*) from events)::int as events, (select count(*) from devices)::int as devices,
        (select coalesce(sum(position), 0) from stream_heads)::int as positions`,
    )
    .finally(() => pglite.close());
  return rows[0];
}

/** Puts a copy into an empty place; rejects, with nothing changed, where something stands there already. Answers what it holds now. */
export async function putBackDatabase(place: CopiedPlace, file: string): Promise<Held> {
  if (place.kind === 'folder') {
    if (existsSync(place.folder)) throw new Error('there is a database here already');
    const pglite = await PGlite.create(place.folder, { loadDataDir: await contentOf(file) });
    await pglite.close();
    return heldAt(place);
  }
  const tables = await run('psql', place.url, [
    '--tuples-only',
    '--no-align',
    '--command=select count(*) from information_schema.tables where table_schema = $$public$$',
  ]);
  if (tables.trim() !== '0') throw new Error('there are tables in this database already');
  await run('pg_restore', place.url, [
    '--no-owner',
    '--no-privileges',
    '--exit-on-error',
    '--single-transaction',
    `--dbname=${new URL(place.url).pathname.slice(1)}`,
    file,
  ]);
  return heldAt(place);
}
