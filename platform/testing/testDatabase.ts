import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { PGlite } from '@electric-sql/pglite';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { embeddedParsers, serverPool, type DatabasePlace } from '../storage/database';
import { embeddedQueries } from '../storage/embeddedQueries';
import { pglitePool } from '../storage/pglitePool';

/** A database of one test: embedded and in memory, or, where TEST_DATABASE_URL is set, one of its own on that server. */
export type TestDatabase = {
  /** For a platform to open, one after the other. */
  place: () => DatabasePlace;
  /** Keeps a copy; what is answered puts the database back to it, while no platform has it open. */
  backUp: () => Promise<() => Promise<void>>;
  /** Keeps a copy, while no platform has it open, from which further databases are made. */
  template: () => Promise<Make>;
  drop: () => Promise<void>;
};

/** Asked at every commit: whether the connection is lost, and whether the commit has come through by then. */
export type LossAtCommit = () => 'before' | 'after' | undefined;

export type Make = (lossAtCommit?: LossAtCommit) => Promise<TestDatabase>;

/** A pool whose connections are lost when the test says so. */
const losingPool = (pool: PostgresPool, lossAtCommit: LossAtCommit): PostgresPool => ({
  async connect() {
    const client = await pool.connect();
    const query = async (sql: string, parameters: readonly unknown[]) => {
      const loss = /^\s*commit/i.test(sql) ? lossAtCommit() : undefined;
      if (loss === undefined) return client.query(sql, [...parameters]);
      await client.query(loss === 'before' ? 'rollback' : 'commit', []);
      throw new Error('the database is gone');
    };
    return { query, release: () => client.release() } as PostgresPoolClient;
  },
  end: () => pool.end(),
});

/** An empty database of this process: making one takes several times as long as loading it. */
let blank: Promise<Blob | File> | undefined;

async function load(from?: Blob | File): Promise<PGlite> {
  const loadDataDir = from ?? (await blank);
  if (loadDataDir) return PGlite.create({ parsers: embeddedParsers, loadDataDir });
  const made = await PGlite.create({ parsers: embeddedParsers });
  blank = made.dumpDataDir('none');
  await blank;
  return made;
}

async function embedded(lossAtCommit: LossAtCommit, from?: Blob | File): Promise<TestDatabase> {
  let pglite = await load(from);
  let queries = embeddedQueries(pglite);
  const pool = () => pglitePool(queries);
  return {
    place: () => ({ kind: 'given', pool: losingPool(pool(), lossAtCommit) }),
    backUp: async () => {
      const loadDataDir = await pglite.dumpDataDir('none');
      return async () => {
        await pglite.close();
        pglite = await load(loadDataDir);
        queries = embeddedQueries(pglite);
      };
    },
    template: async () => {
      const copy = await pglite.dumpDataDir('none');
      return (loss = () => undefined) => embedded(loss, copy);
    },
    drop: () => pglite.close(),
  };
}

async function onServer(url: string, lossAtCommit: LossAtCommit, from = 'template1'): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const run = async (...statements: string[]) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      for (const sql of statements) await client.query(sql);
    } finally {
      await client.end();
    }
  };
  const own = new URL(url);
  own.pathname = `/${name}`;
  const copies: string[] = [];
  /** A database is copied only while nobody is connected; idle connections of a pool are made anew by it. */
  const disconnect = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;
  await run(`create database ${name} template ${from}`);
  return {
    place: () => ({ kind: 'given', pool: losingPool(serverPool(own.href), lossAtCommit) }),
    backUp: async () => {
      const copy = `${name}_${copies.length}`;
      copies.push(copy);
      await run(disconnect, `create database ${copy} template ${name}`);
      return () => run(`drop database ${name} with (force)`, `create database ${name} template ${copy}`);
    },
    template: async () => {
      await run(disconnect);
      return (loss = () => undefined) => onServer(url, loss, name);
    },
    drop: () => run(...[name, ...copies].map((one) => `drop database ${one} with (force)`)),
  };
}

/** Makes a database for a test; with `lossAtCommit`, one that crashes when the test wants it. */
export function makeTestDatabase(lossAtCommit: LossAtCommit = () => undefined): Promise<TestDatabase> {
  const url = process.env['TEST_DATABASE_URL'];
  return url === undefined ? embedded(lossAtCommit) : onServer(url, lossAtCommit);
}
