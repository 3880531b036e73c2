import { concatBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BrokenBody,
  materialRecord,
  messageRecord,
  packRecord,
  readRecords,
  type FerryRecord,
} from './records';

async function* pieces(bytes: Uint8Array, size: number) {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function readAll(bytes: Uint8Array, size = 7): Promise<FerryRecord[]> {
  const read: FerryRecord[] = [];
  for await (const record of readRecords(pieces(bytes, size))) read.push(record);
  return read;
}
const record = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => materialRecord('ef'.repeat(32), bytes)),
  fc.jsonValue().map((value) => messageRecord('push', { value })),
);
const packed = (records: readonly FerryRecord[]) => concatBytes(...records.map(packRecord));

describe('the records of a body', () => {
  it('read back whatever they are and however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 8 }),
        fc.integer({ min: 1, max: 400 }),
        async (all, size) => {
          expect(await readAll(packed(all), size)).toEqual(all);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are refused where they are cut off within one', async () => {
    const bytes = packed([
      messageRecord('push', { a: 1 }),
      materialRecord('ef'.repeat(32), new Uint8Array(50)),
    ]);
    const ends = new Set([0, packRecord(messageRecord('push', { a: 1 })).length, bytes.length]);
    for (let length = 0; length <= bytes.length; length += 1)
      if (!ends.has(length)) await expect(readAll(bytes.subarray(0, length))).rejects.toThrow(BrokenBody);
  });

  it('are refused where they claim to be larger than they may be', async () => {
    const claim = (head: object) => {
      const text = new TextEncoder().encode(JSON.stringify(head));
      return Uint8Array.of(text.length >> 8, text.length & 255, ...text);
    };
    await expect(readAll(claim({ kind: 'push', size: 1e9 }))).rejects.toThrow(BrokenBody);
    await expect(readAll(claim({ kind: 'material', sha256: 'ef'.repeat(32), size: 1e9 }))).rejects.toThrow(
      BrokenBody,
    );
    await expect(readAll(claim({ kind: 'program', size: 1 }))).rejects.toThrow(BrokenBody);
    await expect(readAll(Uint8Array.of(255, 255, 1))).rejects.toThrow(BrokenBody);
  });

  it('never end in anything but records or a broken body', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (noise) => {
        await readAll(noise).catch((error: unknown) => expect(error).toBeInstanceOf(BrokenBody));
      }),
      { numRuns: 500 },
    );
  });
});
