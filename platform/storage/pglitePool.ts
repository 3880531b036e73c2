import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { withRoundTrips } from './roundTrip';

const commandOf = (sql: string) =>
  (/^\s*(\w+)/.exec(sql)?.[1] ?? 'SELECT').toUpperCase() as PostgresQueryResult<unknown>['command'];

/** What is needed of PGlite; without `close` its owner closes it. */
export type Queryable = {
  query: (
    sql: string,
    parameters: unknown[],
  ) => Promise<{ rows: unknown[]; affectedRows?: number | undefined }>;
  close?: () => Promise<void>;
};

/**
 * Makes one embedded PGlite look like a pool of PostgreSQL connections. PGlite has a single session, so connections are
 * handed out one at a time, in the order asked; a transaction holds its connection until it ends. Never ask for a second
 * connection while holding one: it would wait for itself.
 */
export function pglitePool(pglite: Queryable): PostgresPool {
  let last: Promise<void> = Promise.resolve();
  return {
    async connect() {
      const before = last;
      let free: () => void = () => undefined;
      last = new Promise((resolve) => {
        free = resolve;
      });
      await before;
      const query = async (sql: string, parameters: readonly unknown[]) => {
        const result = await pglite.query(sql, [...parameters]);
        const rowCount = result.affectedRows ?? result.rows.length;
        return { command: commandOf(sql), rowCount, rows: result.rows };
      };
      const inOneTrip = withRoundTrips(query, async (statements) => {
        const answers = [];
        for (const one of statements) answers.push(await query(one.sql, one.parameters));
        return answers;
      });
      return { query: inOneTrip, release: free } as unknown as PostgresPoolClient;
    },
    end: () => pglite.close?.() ?? Promise.resolve(),
  };
}
