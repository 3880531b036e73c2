import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { strFromU8 } from 'fflate';
import { z } from 'zod';
import { Sha256 } from '../../casework/identifiers';

/** What stands in the body of a bundle, in this order: files before the events that name them, and the end last. */
export const RecordHead = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('material'), sha256: Sha256, size: z.number().int().nonnegative() }),
  z.strictObject({
    kind: z.enum(['push', 'cursors', 'answer', 'page', 'standing', 'calendars', 'catalogue', 'end']),
    size: z.number().int().nonnegative(),
  }),
]);
export type RecordHead = z.infer<typeof RecordHead>;
export type FerryRecord = { head: RecordHead; bytes: Uint8Array };

/** A body that is not laid out as one. Whoever wrote it held the key it is signed with: damage on the way is found before this. */
export class BrokenBody extends Error {
  override readonly name = 'BrokenBody';
}

/** Longest head of a record, largest file and largest message, and what a body may unfold to in all, in bytes. */
const largest = { head: 512, material: 50 * 1024 * 1024, message: 32 * 1024 * 1024, body: 2 ** 29 } as const;

/** A message as a record. */
export function messageRecord(kind: Exclude<RecordHead['kind'], 'material'>, content: object): FerryRecord {
  const bytes = utf8ToBytes(JSON.stringify(content));
  return { head: { kind, size: bytes.length }, bytes };
}

export const materialRecord = (sha256: string, bytes: Uint8Array): FerryRecord => ({
  head: { kind: 'material', sha256, size: bytes.length },
  bytes,
});

/** The JSON of a message, not yet looked at; throws `BrokenBody`. */
export function readMessage<T>({ bytes }: FerryRecord, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(strFromU8(bytes)));
  } catch (error) {
    throw new BrokenBody('a record does not have its shape', { cause: error });
  }
}

/** Two bytes with the length of the record's head (big-endian), the head as JSON, the content. */
export function packRecord({ head, bytes }: FerryRecord): Uint8Array {
  const text = utf8ToBytes(JSON.stringify(head));
  return concatBytes(Uint8Array.of(text.length >> 8, text.length & 0xff), text, bytes);
}

function readHead(text: Uint8Array): RecordHead {
  try {
    return RecordHead.parse(JSON.parse(strFromU8(text)));
  } catch (error) {
    throw new BrokenBody('a record has no head', { cause: error });
  }
}

/** Reads records one after the other out of pieces of any size. Throws `BrokenBody` where they are not whole, or too large. */
export async function* readRecords(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<FerryRecord> {
  let held: Uint8Array[] = [];
  let length = 0;
  let total = 0;
  const source = pieces[Symbol.asyncIterator]();
  /** The next bytes, exactly so many; undefined where the body has ended before the first of them. */
  async function take(wanted: number): Promise<Uint8Array | undefined> {
    while (length < wanted) {
      const next = await source.next();
      if (next.done === true) {
        if (length === 0) return undefined;
        throw new BrokenBody('a record is cut off');
      }
      held.push(next.value);
      length += next.value.length;
      total += next.value.length;
      if (total > largest.body) throw new BrokenBody('a body unfolds to more than it may');
    }
    const all = held.length === 1 ? (held[0] as Uint8Array) : concatBytes(...held);
    held = all.length > wanted ? [all.subarray(wanted)] : [];
    length = all.length - wanted;
    return all.subarray(0, wanted);
  }
  const must = async (wanted: number) => {
    if (wanted === 0) return new Uint8Array();
    const bytes = await take(wanted);
    if (!bytes) throw new BrokenBody('a record is cut off');
    return bytes;
  };
  for (;;) {
    const size = await take(2);
    if (!size) return;
    const [high = 0, low = 0] = size;
    const headSize = (high << 8) | low;
    if (headSize > largest.head) throw new BrokenBody('a record has no head');
    const head = readHead(await must(headSize));
    if (head.size > (head.kind === 'material' ? largest.material : largest.message))
      throw new BrokenBody('a record is larger than it may be');
    yield { head, bytes: await must(head.size) };
  }
}
