import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordMatches } from '../accounts/password';
import { demoOffice, seedDemoOffice } from '../demo/demoOffice';
import { makeTestDatabase, type TestDatabase } from '../testing/testDatabase';
import { takeNumber } from './counters';
import { inTransaction, openDatabase, type Database } from './database';
import { openEpoch } from './epoch';
import { lockFolder } from './folderLock';
import { migrate } from './migrate';
import { openTokenKey } from './tokenKey';

let database: TestDatabase;
let db: Database;
let folder: string;

beforeAll(async () => {
  database = await makeTestDatabase();
  db = await openDatabase(database.place());
  folder = await mkdtemp(join(tmpdir(), 'longjiang-storage-'));
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('the database', () => {
  it('gives int8 as a number, and migrates twice without a change', async () => {
    await migrate(db);
    const { rows } = await sql`select 5000000000::int8 as big`.execute(db);
    expect(rows).toEqual([{ big: 5_000_000_000 }]);
  });

  it('rolls back what failed, and serves the next', async () => {
    const series = { name: 'test', epoch: 'first', mayHaveGoneOn: false };
    const failing = inTransaction(db, async (inside) => {
      await takeNumber(inside, series);
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    const takes = Array.from({ length: 20 }, () => inTransaction(db, (inside) => takeNumber(inside, series)));
    const numbers = (await Promise.all(takes)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('is seeded once: a second time changes nothing, used codes included', async () => {
    await seedDemoOffice(db, new Date());
    const read = () =>
      Promise.all([
        db.selectFrom('accounts').selectAll().orderBy('login_name').execute(),
        db.selectFrom('enrolment_codes').selectAll().orderBy('code_hash').execute(),
      ]);
    const before = await read();
    await seedDemoOffice(db, new Date());
    expect(await read()).toEqual(before);
    expect(before[0]).toHaveLength(demoOffice.accounts.length);
    for (const { password_hash } of before[0].slice(0, 2))
      expect(await passwordMatches(demoOffice.password, password_hash)).toBe(true);
    expect(before[1]).toHaveLength(3 * 99);
  });
});

describe('the epoch', () => {
  const head = (position: number) =>
    db
      .insertInto('stream_heads')
      .values({ stream: '230828', position })
      .onConflict((conflict) => conflict.column('stream').doUpdateSet({ position }))
      .execute();

  it('stays over restarts and changes when the database knows less than before', async () => {
    await head(5);
    const first = await openEpoch(folder, db, new Date());
    await head(9);
    await first.close();
    const again = await openEpoch(folder, db, new Date());
    expect(again.id).toBe(first.id);
    await again.close();
    await head(7);
    const restored = await openEpoch(folder, db, new Date());
    expect(restored.id).not.toBe(first.id);
    await restored.close();
    expect((await openEpoch(folder, db, new Date())).id).toBe(restored.id);
    expect([restored.order(first.id), restored.order(restored.id), restored.order('other')]).toEqual([
      0, 1, -1,
    ]);
    expect(restored.isRecovering(new Date())).toBe(true);
    expect(restored.isRecovering(new Date(Date.now() + 8 * 86_400_000))).toBe(false);
    expect(first.isRecovering(new Date())).toBe(false);
  });
});

describe('the data folder', () => {
  it('keeps one token key, readable by its user only', async () => {
    const first = await openTokenKey(folder);
    const again = await openTokenKey(folder);
    expect(again.publicKey.export({ format: 'jwk' })).toEqual(first.publicKey.export({ format: 'jwk' }));
    expect((await stat(join(folder, 'token-key.pem'))).mode & 0o777).toBe(0o600);
  });

  it('belongs to one process; a lock of a process that is gone is taken over', async () => {
    const lock = join(folder, 'platform.lock');
    await writeFile(lock, `${process.ppid}\n`);
    await expect(lockFolder(folder)).rejects.toThrow(/platform\.lock/);
    await writeFile(lock, '4194304\n');
    await (
      await lockFolder(folder)
    )();
    await expect(stat(lock)).rejects.toThrow();
  });
});
