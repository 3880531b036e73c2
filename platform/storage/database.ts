import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, sql, type PostgresPool, type Transaction } from 'kysely';
import pg from 'pg';
import { embeddedQueries } from './embeddedQueries';
import { codeOf, passing } from './failures';
import { migrate } from './migrate';
import { pglitePool } from './pglitePool';
import { preparingPool } from './serverQueries';
import type { Tables } from './tables';

export type Database = Kysely<Tables>;
export type Inside = Transaction<Tables>;

/**
 * Where the data lives: a PostgreSQL server, an embedded database in a folder, or (tests) one in memory, or whatever a pool of
 * connections leads to.
 */
export type DatabasePlace =
  | { kind: 'server'; url: string }
  | { kind: 'folder'; folder: string }
  | { kind: 'memory' }
  | { kind: 'given'; pool: PostgresPool };

/** PostgreSQL's type number of int8. Counters stay far below 2^53, so they are numbers on either side. */
const int8 = 20;

/** What an embedded database has to be opened with. */
export const embeddedParsers = { [int8]: Number };

/**
 * Whatever the values, our statements are answered by the same indexes: planning each anew cost the server a quarter of its work. Nor is a
 * table read whole because it was small, or not yet counted, when the plan was made that is kept since.
 */
const planning = 'set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set jit = off';

/** Connections to a server, made when they are needed. */
export function serverPool(url: string): PostgresPool {
  const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : (pg.types.getTypeParser(oid, format) as (text: string) => unknown);
  const types = { getTypeParser };
  const pool = new pg.Pool({ connectionString: url, types, max: 20 });
  // A connection that the server ended is replaced by the pool; without a listener it would end the process: first an idle one.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    // Nor does one that ends while it is at work: whoever waits for its answer is told, and the pool throws it away.
    client.on('error', () => undefined);
    client.query(planning).catch(() => undefined);
  });
  return preparingPool(pool, types);
}

const embeddedPool = (pglite: PGlite): PostgresPool =>
  pglitePool({ ...embeddedQueries(pglite), close: () => pglite.close() });

async function openPool(place: DatabasePlace): Promise<PostgresPool> {
  switch (place.kind) {
    case 'server':
      return serverPool(place.url);
    case 'given':
      return place.pool;
    case 'memory':
      return embeddedPool(await PGlite.create({ parsers: embeddedParsers }));
    case 'folder':
      return embeddedPool(await PGlite.create(place.folder, { parsers: embeddedParsers }));
  }
}

/** Opens the database and brings its schema up to date. */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: await openPool(place) }) });
  await migrate(db);
  return db;
}

/** What only one process at a time may do, by the names of their locks: numbers that nobody else of this database uses. */
const locks = { opening: 230_008_610, ferryNumber: 230_008_611 } as const;
export type Lock = keyof typeof locks;

/**
 * Runs what only one of a platform's processes may do at a time: on a server's database several may be started at once. The work takes
 * other connections than the one that holds the lock, which ends with it.
 */
export async function oneAtATime<T>(
  place: DatabasePlace,
  db: Database,
  lock: Lock,
  work: () => Promise<T>,
): Promise<T> {
  if (place.kind !== 'server') return work();
  return db.transaction().execute(async (holding) => {
    await sql`select pg_advisory_xact_lock(${locks[lock]})`.execute(holding);
    return work();
  });
}

/**
 * Runs work in one transaction and tries again where another transaction was in its way (a unique row that appeared, a
 * deadlock). The work must read everything anew each time.
 */
export async function inTransaction<T>(db: Database, work: (inside: Inside) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === 4 || !passing.has(codeOf(error))) throw error;
    }
  }
}
