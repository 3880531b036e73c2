import { randomUUID } from 'node:crypto';
import process from 'node:process';
import pg from 'pg';

/** An empty database of its own on the run's PostgreSQL server. For tests only. */
export type ServerDatabase = {
  url: string;
  query: (text: string) => Promise<object[]>;
  drop: () => Promise<void>;
};

export async function makeServerDatabase(): Promise<ServerDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined) throw new Error('this test runs in the project `postgres`');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const own = new URL(server);
  own.pathname = `/${name}`;
  const ask = async (url: string, text: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<object>(text).finally(() => client.end());
    return rows;
  };
  await ask(server, `create database ${name}`);
  return {
    url: own.href,
    query: (text) => ask(own.href, text),
    drop: async () => {
      await ask(server, `drop database ${name} with (force)`);
    },
  };
}
