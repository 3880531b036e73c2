import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { codeOf } from './failures';
import { withRoundTrips } from './roundTrip';
import { StatementBatch, type Kept, type Statement } from './statementBatch';

/** More texts than this are not kept prepared: they are made of lists that never come again. */
const mostPrepared = 400;
/** PostgreSQL's code where a prepared statement answers in another shape since the schema changed. */
const otherShape = '0A000';

/** What a transaction begins with. It says nothing that anybody waits for, and leaves with the first statement. */
const begin: Statement = { sql: 'begin', parameters: [] };
/** What it ends with. It leaves with its last statements, where these are known. */
const commit: Statement = { sql: 'commit', parameters: [] };

/**
 * Connections on which statements that come again are kept prepared: parsing and planning one costs the server more than running it
 * does. Where another process has changed the schema meanwhile, that one use fails and all statements are prepared anew.
 */
export function preparingPool(pool: pg.Pool, types: object): PostgresPool {
  const names = new Map<string, string | undefined>();
  let given = 0;
  let keptBy = new WeakMap<pg.PoolClient, Kept>();
  /** Undefined where a text is new, or there are too many. */
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.has(text)) names.set(text, `kept_${String((given += 1))}`);
    else if (names.size < mostPrepared) names.set(text, undefined);
    return names.get(text);
  };
  const keptOf = (client: pg.PoolClient): Kept => {
    const kept = keptBy.get(client) ?? (new Map() as Kept);
    keptBy.set(client, kept);
    return kept;
  };
  return {
    async connect() {
      const client = await pool.connect();
      let isToBegin = false;
      let isCommitted = false;
      const inOrder = async (statements: readonly Statement[], areLast = false) => {
        if (isCommitted) throw new Error('nothing follows the last statements of a transaction');
        const before = isToBegin ? [begin] : [];
        isToBegin = false;
        const all = [...before, ...statements, ...(areLast ? [commit] : [])];
        try {
          const batch = client.query(new StatementBatch(all, nameOf, keptOf(client), types));
          const answers = await batch.answers;
          isCommitted = areLast;
          return answers.slice(before.length, before.length + statements.length);
        } catch (error) {
          if (codeOf(error) === otherShape) keptBy = new WeakMap();
          throw error;
        }
      };
      const one = async (sql: string, parameters: readonly unknown[]) => {
        if (sql === begin.sql) {
          isToBegin = true;
          return { rows: [] };
        }
        if (sql === commit.sql && isCommitted) {
          isCommitted = false;
          return { rows: [] };
        }
        const [answer] = await inOrder([{ sql, parameters }]);
        return answer ?? { rows: [] };
      };
      // The part of a connection that statements need; nothing here reads with cursors.
      const query = withRoundTrips(one, inOrder);
      return { query, release: () => client.release() } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}
