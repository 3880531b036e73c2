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
 * Takes the next numbers of several series at once, each from 1, and answers the last one taken of each. The rows, in order of their names,
 * stay locked until the transaction ends, so that a number is given once and a transaction that fails leaves no gap.
 */
export async function takeNumbers(
  inside: Inside,
  epoch: string,
  wanted: readonly { name: string; many: number; mayHaveGoneOn: boolean }[],
): Promise<Map<string, number>> {
  const last = new Map<string, number>();
  for (const gap of [0, leftOut]) {
    const some = wanted.filter(({ mayHaveGoneOn }) => mayHaveGoneOn === gap > 0);
    if (some.length === 0) continue;
    const { rows } = await sql<{ series: string; last: number }>`
      insert into number_counters as counter (series, last, epoch)
      select name, many + ${gap}::integer, ${epoch}::text
      from unnest(${some.map(({ name }) => name)}::text[], ${some.map(({ many }) => many)}::integer[]) as more (name, many)
      order by name
      on conflict (series) do update set
        last = counter.last + excluded.last
          - case when counter.epoch = excluded.epoch then ${gap}::integer else 0 end,
        epoch = excluded.epoch
      returning series, last`.execute(inside);
    for (const row of rows) last.set(row.series, row.last);
  }
  return last;
}

/** Takes the next number of a series, from 1. */
export async function takeNumber(inside: Inside, { name, epoch, mayHaveGoneOn }: Series): Promise<number> {
  const last = (await takeNumbers(inside, epoch, [{ name, many: 1, mayHaveGoneOn }])).get(name);
  if (last === undefined) throw new Error('every series has a last number');
  return last;
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
