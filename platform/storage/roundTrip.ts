import { CompiledQuery } from 'kysely';
import type { Inside } from './database';

/** What stands for all statements of a round trip on their way to the connection; `last`: the transaction ends with them. */
const marks = { more: '-- statements of one round trip', last: '-- the last statements of a transaction' };

type Answer = { rows: unknown[] };
type Run = (text: string, values: readonly unknown[]) => Promise<Answer>;

type InOrder = (statements: readonly CompiledQuery[], areLast: boolean) => Promise<Answer[]>;

/** Teaches a connection to run the statements of a round trip as `inOrder` does, which answers them in their order. */
export const withRoundTrips =
  (run: Run, inOrder: InOrder): Run =>
  async (text, values) =>
    text === marks.more || text === marks.last
      ? { rows: await inOrder(values as CompiledQuery[], text === marks.last) }
      : run(text, values);

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
    const asked = new Promise<Row[]>((resolve, fail) => {
      const answer = (rows: unknown[]) => resolve(rows as Row[]);
      this.#asked.push({ statement: statement.compile(this.inside), answer, fail });
    });
    // Whoever sends is told of a failure in any case.
    asked.catch(() => undefined);
    return asked;
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
  send(): Promise<void> {
    return this.#send(marks.more);
  }

  /** Sends what was gathered as the last of its transaction: where the connection can do that, they are committed in the same way. */
  finish(): Promise<void> {
    return this.#send(marks.last);
  }

  async #send(mark: string): Promise<void> {
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
