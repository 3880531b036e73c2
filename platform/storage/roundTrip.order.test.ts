import { setTimeout as after } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeTestDatabase, type TestDatabase } from '../testing/testDatabase';
import { inTransaction, openDatabase, type Database } from './database';
import { codeOf, isUndone } from './failures';
import { RoundTrip } from './roundTrip';

let test: TestDatabase;
let db: Database;
beforeAll(async () => {
  test = await makeTestDatabase();
  db = await openDatabase(test.place());
  await sql`create table counted (n bigint primary key, word text)`.execute(db);
});
beforeEach(() => sql`truncate counted`.execute(db));
afterAll(async () => {
  await db.destroy();
  await test.drop();
});

const insert = (n: number, word = '一') => sql`insert into counted values (${n}, ${word})`;
const all = sql<{ n: number; word: string }>`select * from counted order by n`;
const words = async () => (await all.execute(db)).rows.map(({ word }) => word);

describe('statements of one round trip', () => {
  it('run in their order, and each is answered with its own rows', async () => {
    for (let again = 0; again < 3; again += 1) {
      await sql`truncate counted`.execute(db);
      const seen = await inTransaction(db, async (inside) => {
        const round = new RoundTrip(inside);
        round.add(insert(1));
        const one = round.ask(all);
        round.add(insert(2));
        const two = round.ask(all);
        await round.send();
        return [await one, await two].map((rows) => rows.length);
      });
      expect(seen).toEqual([1, 2]);
    }
  });

  it('leave nothing where one of them fails, and the failure is its own', async () => {
    const begun = db.transaction().execute(async (inside) => {
      const round = new RoundTrip(inside);
      round.add(insert(1));
      const asked = round.ask(insert(1, '又'));
      const behind = round.ask(all);
      const outcomes = await Promise.allSettled([asked, behind, round.send()]);
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      throw outcomes[2]?.status === 'rejected' ? outcomes[2].reason : new Error('it was sent');
    });
    expect(codeOf(await begun.catch((error: unknown) => error))).toBe('23505');
    expect(await words()).toEqual([]);
    // The connection goes on.
    await inTransaction(db, (inside) => insert(3, '三').execute(inside));
    expect(await words()).toEqual(['三']);
  });

  it('see behind a lock what whoever held it has committed', async () => {
    await insert(1, '旧').execute(db);
    let locked: () => void = () => undefined;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const holder = inTransaction(db, async (inside) => {
      await sql`select 1 from counted where n = 1 for update`.execute(inside);
      locked();
      await after(200);
      await sql`update counted set word = '新' where n = 1`.execute(inside);
      await insert(2, '二').execute(inside);
    });
    await isLocked;
    const [, seen] = await Promise.all([
      holder,
      inTransaction(db, async (inside) => {
        const round = new RoundTrip(inside);
        round.add(sql`select 1 from counted where n = 1 for update`);
        const rows = round.ask(all);
        await round.send();
        return rows;
      }),
    ]);
    expect(seen.map(({ word }) => word)).toEqual(['新', '二']);
  });

  it('end the transaction where they are its last, and leave nothing of it where one of them fails', async () => {
    const ending = (...numbers: number[]) =>
      inTransaction(db, async (inside) => {
        const round = new RoundTrip(inside);
        for (const n of numbers) round.add(insert(n));
        const seen = round.ask(all);
        await round.finish();
        return (await seen).length;
      });
    expect(await ending(1, 2)).toBe(2);
    const doubled: unknown = await ending(3, 2).catch((error: unknown) => error);
    expect([codeOf(doubled), isUndone(doubled)]).toEqual(['23505', true]);
    // Each time on a connection that has ended a transaction so before.
    expect(await ending(4)).toBe(3);
    await expect(
      inTransaction(db, () => Promise.reject(new Error('thought better of it'))),
    ).rejects.toThrow();
    expect(await ending(5)).toBe(4);
  });

  it('leave nothing where the commit itself is refused', async () => {
    await sql`alter table counted drop constraint if exists late`.execute(db);
    await sql`alter table counted add constraint late unique (word) deferrable initially deferred`.execute(
      db,
    );
    const refused: unknown = await inTransaction(db, async (inside) => {
      const round = new RoundTrip(inside);
      round.add(insert(1));
      round.add(insert(2));
      await round.finish();
    }).catch((error: unknown) => error);
    await sql`alter table counted drop constraint late`.execute(db);
    expect([codeOf(refused), isUndone(refused)]).toEqual(['23505', true]);
    expect(await words()).toEqual([]);
  });

  it('begin with the transaction that they stand in, which is undone whole', async () => {
    const left = inTransaction(db, async (inside) => {
      await insert(1).execute(inside);
      throw new Error('thought better of it');
    });
    await expect(left).rejects.toThrow('thought better of it');
    await expect(inTransaction(db, () => Promise.reject(new Error('nothing was said')))).rejects.toThrow();
    expect(await words()).toEqual([]);
  });
});
