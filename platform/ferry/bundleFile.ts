import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { decodeHead, encodeHead, headLength } from '@shared/sealing/ferry/head';
import type { FerryHead, FerryLabel } from '@shared/sealing/ferry/label';
import { packRecord, readRecords, type FerryRecord } from '@shared/sealing/ferry/records';
import { syncFolder } from '../storage/syncFolder';

export type Inspected =
  { kind: 'bundle'; head: FerryHead } | { kind: 'notABundle' | 'newerFormat' | 'damaged' };

/**
 * Looks at the outside of a file: the head, and whether the sealed body is the one that the head speaks of, byte for byte. Who signed
 * it is the caller's question.
 */
export async function inspectBundle(path: string): Promise<Inspected> {
  const file = await open(path, 'r');
  const start = new Uint8Array(headLength);
  const { bytesRead } = await file.read(start, 0, headLength, 0).finally(() => file.close());
  const decoded = decodeHead(start.subarray(0, bytesRead));
  if (decoded.kind !== 'head') return decoded;
  const { body } = decoded.head.label;
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of createReadStream(path, { start: headLength }) as AsyncIterable<Buffer>) {
    hash.update(piece);
    size += piece.length;
    if (size > body.size) return { kind: 'damaged' };
  }
  const holds = size === body.size && hash.digest('hex') === body.sha256;
  return holds ? { kind: 'bundle', head: decoded.head } : { kind: 'damaged' };
}

const toWeb = (pieces: AsyncIterable<Uint8Array>) =>
  Readable.toWeb(Readable.from(pieces)) as ReadableStream<Uint8Array>;

/** Plain views: what reads them must not meet a pooled buffer. */
async function* copied(pieces: AsyncIterable<Uint8Array>) {
  for await (const piece of pieces) yield new Uint8Array(piece);
}

/** Opens the body of an inspected bundle, record by record. It throws where the body is not sealed to this identity, or broken. */
export async function* readBody(path: string, identity: string): AsyncGenerator<FerryRecord> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const sealed = toWeb(copied(createReadStream(path, { start: headLength })));
  const plain = Readable.fromWeb((await decrypter.decrypt(sealed)) as Parameters<typeof Readable.fromWeb>[0]);
  const gunzip = createGunzip();
  plain.on('error', (error) => gunzip.destroy(error));
  yield* readRecords(plain.pipe(gunzip) as AsyncIterable<Uint8Array>);
}

/** Seals records to a recipient into a file, durably; the head comes last, when the body is known. Appears whole or not at all. */
export async function writeBundle(
  path: string,
  sealedTo: string,
  records: AsyncIterable<FerryRecord>,
  headOf: (body: FerryLabel['body']) => FerryHead,
): Promise<FerryHead> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(sealedTo);
  async function* packed() {
    for await (const record of records) yield packRecord(record);
  }
  const source = Readable.from(packed());
  const gzip = createGzip();
  source.on('error', (error) => gzip.destroy(error));
  const sealed = await encrypter.encrypt(toWeb(copied(source.pipe(gzip) as AsyncIterable<Uint8Array>)));
  const temporary = `${path}.part`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      const hash = createHash('sha256');
      let size = 0;
      for await (const piece of sealed as unknown as AsyncIterable<Uint8Array>) {
        hash.update(piece);
        await file.write(piece, 0, piece.length, headLength + size);
        size += piece.length;
      }
      const head = headOf({ sha256: hash.digest('hex'), size });
      await file.write(encodeHead(head), 0, headLength, 0);
      await file.sync();
      await file.close();
      await rename(temporary, path);
      await syncFolder(dirname(path));
      return head;
    } finally {
      await file.close();
    }
  } finally {
    await rm(temporary, { force: true });
  }
}
