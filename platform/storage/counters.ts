import { sql } from 'kysely';
import type { Inside } from './database';

/**
 * Numbers that a restored platform leaves out once in every series that may have gone on behind its backup: they were perhaps
 * given, and stand on paper.
 */
const leftOut = 1000;

/** A series of numbers. `epoch`: the present one; `mayHaveGoneOn`: numbers may have been given that this database does not know. */
export type Series = { name: string; epoch: string; mayHaveGoneOn: boolean };

/**
 * Takes the next number of a series, from 1. The row stays locked until the transaction ends, so that a number is given
 * once and a transaction that fails leaves no gap.
 */
export async function takeNumber(inside: Inside, { name, epoch, mayHaveGoneOn }: Series): Promise<number> {
  const gap = mayHaveGoneOn ? leftOut : 0;
  const row = await inside
    .insertInto('number_counters')
    .values({ series: name, last: gap + 1, epoch })
    .onConflict((conflict) =>
      conflict.column('series').doUpdateSet({
        last: sql<number>`number_counters.last + 1 + case when number_counters.epoch = ${epoch} then 0 else ${gap}::integer end`,
        epoch,
      }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}

/** A number that a receipt shows to have been given is not given again. */
export async function passNumber(inside: Inside, name: string, given: number): Promise<void> {
  await inside
    .insertInto('number_counters')
    .values({ series: name, last: given, epoch: '' })
    .onConflict((conflict) =>
      conflict
        .column('series')
        .doUpdateSet({ last: sql<number>`greatest(number_counters.last, ${given}::integer)` }),
    )
    .execute();
}
