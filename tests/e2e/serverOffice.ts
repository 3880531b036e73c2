import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { CaseEvent } from '../../shared/casework/event';
import type { PushRefusal } from '../../shared/protocol/refusal';
import { SignedBody, SignedEvent } from '../../shared/sealing/signedEvent';
import { startPostgres, type PostgresServer } from '../driver/postgres';
import { test as officeTest, withPlatform } from './office';

/** What the platform has written into its database, read beside it. */
export type Records = {
  /** Every accepted event, in the order of its case. */
  accepted: () => Promise<CaseEvent[]>;
  /** What was refused, kept whole. */
  refused: () => Promise<{ event: CaseEvent; kind: PushRefusal['kind'] }[]>;
  /** The official numbers that were given. */
  numbers: () => Promise<string[]>;
  /** What each office is given, in its order. */
  streamed: () => Promise<{ stream: string; id: string }[]>;
};

function recordsOf(client: pg.Client): Records {
  const rows = async <Row extends pg.QueryResultRow>(query: string) => (await client.query<Row>(query)).rows;
  return {
    async accepted() {
      const found = await rows<{ body: string }>('select body from events order by case_id, version');
      return found.map(({ body }) => SignedBody.parse(JSON.parse(body)).event);
    },
    async refused() {
      const found = await rows<{ refusal: string; kept_event: string }>(
        'select refusal, kept_event from device_log where refusal is not null order by received_at',
      );
      return found.map((row) => ({
        event: SignedEvent.parse(JSON.parse(row.kept_event)).body.event,
        kind: (JSON.parse(row.refusal) as PushRefusal).kind,
      }));
    },
    async numbers() {
      const found = await rows<{ official_number: string }>('select official_number from cases');
      return found.map((row) => row.official_number);
    },
    streamed: () => rows('select stream, event_id as id from stream_entries order by stream, position'),
  };
}

type OnServer = {
  /** More of the platform's environment. */
  settings: Record<string, string>;
  database: string;
  records: Records;
};

/** As `test` of the office, with the platform's database on a PostgreSQL server of the run, as a province has it. */
export const test = officeTest.extend<OnServer, { postgres: PostgresServer }>({
  settings: [{}, { option: true }],
  postgres: [
    async ({}, use) => {
      const server = await startPostgres({ durable: true });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  database: async ({ postgres }, use) => {
    const name = `office_${randomBytes(8).toString('hex')}`;
    await postgres.createDatabase(name);
    await use(postgres.urlOf(name));
  },
  office: async ({ database, settings }, use) => withPlatform({ DATABASE_URL: database, ...settings }, use),
  records: async ({ database }, use) => {
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    await use(recordsOf(client));
    await client.end();
  },
});
