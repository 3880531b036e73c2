import { parse, protocol, type PGlite, type Results } from '@electric-sql/pglite';
import type { Queryable } from './pglitePool';

/** More texts than this are not kept prepared: they are made of lists that never come again. */
const mostPrepared = 400;

type Messages = Awaited<ReturnType<PGlite['execProtocolStream']>>;
type Prepared = { name: string; types: readonly number[]; head: Messages };

/** What PostgreSQL reads as a value of an unknown type. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/**
 * Lets an embedded database keep statements that come again prepared: parsing and planning one costs it several times what
 * running it does. The schema must not change once statements come again, as it does not after the migrations.
 */
export function embeddedQueries(pglite: PGlite): Required<Pick<Queryable, 'query'>> {
  const { serialize } = protocol;
  const seen = new Map<string, Prepared | 'once'>();
  let names = 0;
  const exchange = (...parts: readonly Uint8Array[]) =>
    pglite.execProtocolStream(join(...parts), { syncToFs: false });

  async function prepare(text: string): Promise<Prepared> {
    names += 1;
    const name = `kept_${String(names)}`;
    const messages = await exchange(
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    );
    const types = parse.parseDescribeStatementResults(messages);
    const prepared = { name, types, head: messages.filter((one) => one.name === 'rowDescription') };
    seen.set(text, prepared);
    return prepared;
  }

  async function run({ name, types, head }: Prepared, parameters: readonly unknown[]): Promise<Results> {
    const values = parameters.map((value, index) => {
      if (value === null || value === undefined) return null;
      const serializer = pglite.serializers[types[index] ?? 0];
      return serializer ? serializer(value) : textOf(value);
    });
    const messages = await exchange(
      serialize.bind({ statement: name, values }),
      serialize.execute({}),
      serialize.sync(),
    );
    const [result] = parse.parseResults([...head, ...messages], pglite.parsers);
    return result ?? { rows: [], fields: [] };
  }

  return {
    query(text, parameters) {
      const known = seen.get(text);
      if (known === undefined) {
        if (seen.size < mostPrepared) seen.set(text, 'once');
        return pglite.query(text, parameters);
      }
      return pglite.runExclusive(async () => {
        const prepared = known === 'once' ? await prepare(text) : known;
        const result = await run(prepared, parameters);
        if (!pglite.isInTransaction()) await pglite.syncToFs();
        return result;
      });
    },
  };
}
