import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedParsers } from './database';
import { embeddedQueries } from './embeddedQueries';

let pglite: PGlite;
let query: ReturnType<typeof embeddedQueries>['query'];

beforeAll(async () => {
  pglite = await PGlite.create({ parsers: embeddedParsers });
  ({ query } = embeddedQueries(pglite));
  await query('create table t (n bigint primary key, at timestamptz, word text, yes boolean)', []);
});
afterAll(() => pglite.close());

const insert = 'insert into t values ($1, $2, $3, $4) returning *';
const at = new Date('2026-03-02T01:00:00Z');

describe('a statement that comes again', () => {
  it('answers as the first time, with every kind of value', async () => {
    for (const n of [1, 2, 3])
      expect((await query(insert, [n, at, null, true])).rows).toEqual([{ n, at, word: null, yes: true }]);
    const update = 'update t set word = $1 where n > $2';
    for (const word of ['甲', '乙', '丙']) expect((await query(update, [word, 1])).affectedRows).toBe(2);
    const select = 'select word from t where n = $1';
    for (const n of [1, 2, 3])
      expect((await query(select, [n])).rows).toEqual([{ word: n === 1 ? null : '丙' }]);
  });

  it('tells of a failure with its code, and works again after it and after what was undone', async () => {
    for (let again = 0; again < 3; again += 1) {
      await expect(query(insert, [1, at, null, true])).rejects.toMatchObject({ code: '23505' });
      await query('begin', []);
      await query(insert, [9, at, 'x', false]);
      await query('rollback', []);
    }
    for (let again = 0; again < 3; again += 1)
      expect((await query('select count(*) as count from t', [])).rows).toEqual([{ count: 3 }]);
  });
});
