import { CompiledQuery } from 'kysely';
import type { Inside } from './database';

/** What stands for all statements of a round trip on their way to the connection. */
const mark = '-- statements of one round trip';

type Answer = { rows: unknown[] };
type Run = (text: string, values: readonly unknown[]) => Promise<Answer>;

/** Teaches a connection to run the statements of a round trip as `inOrder` does, which answers them in their order. */
export const withRoundTrips =
  (run: Run, inOrder: (statements: readonly CompiledQuery[]) => Promise<Answer[]>): Run =>
  async (text, values) =>
    text === mark ? { rows: await inOrder(values as CompiledQuery[]) } : run(text, values);

/** A statement of the query builder, or a raw one. */
type Statement<Row> = { compile: (inside: Inside) => CompiledQuery<Row> };

/**
 * Statements of a transaction that need no answer of each other: gathered, and sent one behind the other without waiting in between, so that
 * all of them cost one way to the server and back. They run in their order; where one fails, those behind it do nothing.
 */
export class RoundTrip {
  #asked: { statement: CompiledQuery; answer: (rows: unknown[]) => void; fail: (error: unknown) => void }[] =
    [];

  constructor(readonly inside: Inside) {}

  /** A statement whose rows are needed once all were sent. */
  ask<Row>(statement: Statement<Row>): Promise<Row[]> {
    return new Promise((resolve, fail) => {
      const answer = (rows: unknown[]) => resolve(rows as Row[]);
      this.#asked.push({ statement: statement.compile(this.inside), answer, fail });
    });
  }

  /** A statement of which nothing is needed. */
  add(statement: Statement<unknown>): void {
    this.#asked.push({
      statement: statement.compile(this.inside),
      answer: () => undefined,
      fail: () => undefined,
    });
  }

  /** Sends what was gathered, and waits for it; whoever asked has the answer then. */
  async send(): Promise<void> {
    const asked = this.#asked;
    this.#asked = [];
    if (asked.length === 0) return;
    const statements = asked.map(({ statement }) => statement);
    try {
      const { rows } = await this.inside.executeQuery<Answer>(CompiledQuery.raw(mark, statements));
      for (const [index, { answer }] of asked.entries()) answer(rows[index]?.rows ?? []);
    } catch (error) {
      for (const { fail } of asked) fail(error);
      throw error;
    }
  }
}
