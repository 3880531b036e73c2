import type { Inside } from './database';

/**
 * Takes the next number of a series, from 1. The row stays locked until the transaction ends, so that a number is given
 * once and a transaction that fails leaves no gap.
 */
export async function takeNumber(inside: Inside, series: string): Promise<number> {
  const row = await inside
    .insertInto('number_counters')
    .values({ series, last: 1 })
    .onConflict((conflict) =>
      conflict.column('series').doUpdateSet((row) => ({ last: row('number_counters.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}
