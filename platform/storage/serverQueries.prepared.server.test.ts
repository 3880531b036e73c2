import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTestDatabase, type TestDatabase } from '../testing/testDatabase';
import { inTransaction, openDatabase, type Database } from './database';
import { isUndone } from './failures';
import { RoundTrip } from './roundTrip';

let test: TestDatabase;
let db: Database;
beforeAll(async () => {
  test = await makeTestDatabase();
  db = await openDatabase(test.place());
  await sql`create table shapes (n bigint primary key, word text)`.execute(db);
});
afterAll(async () => {
  await db.destroy();
  await test.drop();
});

const read = (inside: Database) =>
  sql<{ n: number; word: string }>`select * from shapes where n > ${0} order by n`.execute(inside);

it('answers as the first time when it comes again, with every kind of value', async () => {
  for (const n of [1, 2, 3]) await sql`insert into shapes values (${n}, ${`词${String(n)}`})`.execute(db);
  for (let again = 0; again < 4; again += 1)
    expect((await read(db)).rows.map(({ n, word }) => `${String(n)} ${word}`)).toEqual([
      '1 词1',
      '2 词2',
      '3 词3',
    ]);
});

it('is planned once, whatever the values are, and by the index of a table that was empty then', async () => {
  await sql`create table young (n bigint primary key)`.execute(db);
  const plan = () => sql<{ 'QUERY PLAN': string }>`explain select * from young where n = ${5}`.execute(db);
  expect((await plan()).rows[0]?.['QUERY PLAN']).toContain('using young_pkey');
  const { rows } = await sql<{ plan_cache_mode: string }>`show plan_cache_mode`.execute(db);
  expect(rows).toEqual([{ plan_cache_mode: 'force_generic_plan' }]);
});

it('leaves it open whether a transaction was committed where the connection ended before the answer, and goes on with another', async () => {
  const insert = (n: number) => sql`insert into shapes values (${n}, 'late')`;
  const lost: unknown = await inTransaction(db, async (inside) => {
    const round = new RoundTrip(inside);
    round.add(insert(9));
    round.add(sql`select pg_terminate_backend(pg_backend_pid())`);
    await round.finish();
  }).catch((error: unknown) => error);
  expect(lost).toBeInstanceOf(Error);
  expect(isUndone(lost)).toBe(false);
  const { rows } = await sql<{ n: number }>`select n from shapes where n = ${9}`.execute(db);
  expect(rows).toEqual([]);
  await inTransaction(db, (inside) => insert(10).execute(inside));
  await sql`delete from shapes where n = ${10}`.execute(db);
});

it('is prepared again on a connection where the statements beside it failed at its first time', async () => {
  await db.connection().execute(async (one) => {
    const asked = sql<{ n: number }>`select n from shapes where word = ${'词2'}`;
    await asked.execute(one);
    const failing = one.transaction().execute(async (inside) => {
      const round = new RoundTrip(inside);
      const rows = round.ask(asked);
      round.add(sql`insert into shapes values (1, 'again')`);
      await Promise.all([rows, round.send()]);
    });
    await expect(failing).rejects.toThrow('duplicate key');
    for (let again = 0; again < 2; again += 1) expect((await asked.execute(one)).rows).toEqual([{ n: 2 }]);
  });
});

it('is prepared, and heals where another process has changed the schema', async () => {
  await db.connection().execute(async (one) => {
    for (let again = 0; again < 3; again += 1) await read(one);
    const kept = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(one);
    expect(kept.rows.map(({ statement }) => statement).join('\n')).toContain('from shapes');
  });
  await sql`alter table shapes add column more text default 'x'`.execute(db);
  for (let again = 0; again < 3; again += 1) {
    const { rows } = await inTransaction(db, read);
    expect(rows[0]).toEqual({ n: 1, word: '词1', more: 'x' });
  }
});
