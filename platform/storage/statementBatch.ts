import pg, { type Connection, type FieldDef, type Submittable } from 'pg';

export type Statement = { sql: string; parameters: readonly unknown[] };
export type Answer = { command: string; rowCount: number | null; rows: unknown[] };

/** What node-postgres has for extensions of its own, such as its cursors, and its types leave out. */
type Shape = {
  command: string;
  rowCount: number | null;
  addFields: (fields: FieldDef[]) => void;
  parseRow: (values: unknown[]) => unknown;
  addCommandComplete: (message: object) => void;
};
type Inner = {
  Result: new (rowMode: undefined, types: object) => Shape;
  utils: { prepareValue: (value: unknown) => string | Buffer | null };
};
const { Result, utils } = pg as unknown as Inner;

/** The statements that one connection keeps prepared, by their names, with the shape of their rows. */
export type Kept = Map<string, Shape>;

type Sent = { name: string; text: string; values: (string | Buffer | null)[] };

/**
 * Statements that leave in one piece and are answered in one piece: PostgreSQL's extended query protocol with a single Sync behind all of them,
 * so that where one fails the server does nothing of those behind it. What is kept prepared is neither parsed nor described again.
 * Given to a connection of node-postgres as its cursors are.
 */
export class StatementBatch implements Submittable {
  readonly answers: Promise<Answer[]>;
  readonly #sent: Sent[];
  readonly #shapes: Shape[] = [];
  readonly #answers: Answer[] = [];
  readonly #prepared: string[] = [];
  #rows: unknown[] = [];
  #resolve: (answers: Answer[]) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  /** `nameOf`: what a statement is kept under; none where it is not to be kept. `types`: how columns are read. */
  constructor(
    statements: readonly Statement[],
    nameOf: (text: string) => string | undefined,
    private readonly kept: Kept,
    private readonly types: object,
  ) {
    this.answers = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#sent = statements.map(({ sql: text, parameters }) => ({
      name: nameOf(text) ?? '',
      text,
      values: parameters.map((value) => utils.prepareValue(value)),
    }));
  }

  submit(connection: Connection): void {
    connection.stream.cork();
    for (const { name, text, values } of this.#sent) {
      const known = this.kept.get(name);
      const shape = known ?? new Result(undefined, this.types);
      this.#shapes.push(shape);
      if (!known) {
        if (name !== '') {
          // A batch that failed may have left it there.
          connection.close({ type: 'S', name }, true);
          this.kept.set(name, shape);
          this.#prepared.push(name);
        }
        connection.parse({ name, text, types: [] }, true);
      }
      connection.bind({ statement: name, values }, true);
      if (!known) connection.describe({ type: 'P', name: '' }, true);
      connection.execute({}, true);
    }
    connection.sync();
    connection.stream.uncork();
  }

  get #shape(): Shape {
    const shape = this.#shapes[this.#answers.length];
    if (!shape) throw new Error('the server answered more than was asked');
    return shape;
  }

  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    this.#shape.addFields(fields);
  }

  handleDataRow({ fields }: { fields: unknown[] }): void {
    this.#rows.push(this.#shape.parseRow(fields));
  }

  handleCommandComplete(message: object): void {
    const shape = this.#shape;
    shape.addCommandComplete(message);
    this.#answers.push({ command: shape.command, rowCount: shape.rowCount, rows: this.#rows });
    this.#rows = [];
  }

  handleReadyForQuery(): void {
    this.#resolve(this.#answers);
  }

  handleError(error: unknown): void {
    for (const name of this.#prepared) this.kept.delete(name);
    this.#reject(error);
  }
}
