import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { codeOf } from './failures';
import { withRoundTrips } from './roundTrip';

/** More texts than this are not kept prepared: they are made of lists that never come again. */
const mostPrepared = 400;
/** PostgreSQL's code where a prepared statement answers in another shape since the schema changed. */
const otherShape = '0A000';

/** The part of a connection that holds back what is written to it, so that several messages leave in one piece. */
type Wire = { connection: { stream: { cork: () => void; uncork: () => void } } };

/** What a transaction begins with. It says nothing that anybody waits for, and leaves with the first statement. */
const begin = 'begin';

/**
 * Connections on which statements that come again are kept prepared: parsing and planning one costs the server more than running it
 * does. Where another process has changed the schema meanwhile, that one use fails and all statements are prepared anew.
 */
export function preparingPool(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string | undefined>();
  let given = 0;
  /** Undefined where a text is new, or there are too many. */
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.has(text)) names.set(text, `kept_${String((given += 1))}`);
    else if (names.size < mostPrepared) names.set(text, undefined);
    return names.get(text);
  };
  return {
    async connect() {
      const client = await pool.connect();
      const { stream } = (client as unknown as Wire).connection;
      let isToBegin = false;
      const send = async (text: string, values: readonly unknown[]) => {
        const name = nameOf(text);
        try {
          return await client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
        } catch (error) {
          if (codeOf(error) === otherShape) names.clear();
          throw error;
        }
      };
      /** In one piece, and in this order; where one fails, the server does nothing of those behind it in the same transaction. */
      const sendAll = async (statements: readonly { sql: string; parameters: readonly unknown[] }[]) => {
        const all = isToBegin ? [{ sql: begin, parameters: [] }, ...statements] : statements;
        isToBegin = false;
        stream.cork();
        const sent = all.map(({ sql, parameters }) => send(sql, parameters));
        stream.uncork();
        return (await Promise.all(sent)).slice(all.length - statements.length);
      };
      const one = async (sql: string, parameters: readonly unknown[]) => {
        if (sql === begin) {
          isToBegin = true;
          return { rows: [] };
        }
        const [answer] = await sendAll([{ sql, parameters }]);
        return answer ?? { rows: [] };
      };
      // The part of a connection that statements need; nothing here reads with cursors.
      const query = withRoundTrips(one, sendAll);
      return { query, release: () => client.release() } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}
