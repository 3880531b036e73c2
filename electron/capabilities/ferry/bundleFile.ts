import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { decodeHead, encodeHead, headLength } from '@shared/sealing/ferry/head';
import type { FerryHead, FerryLabel } from '@shared/sealing/ferry/label';
import { packRecord, readRecords, type FerryRecord } from '@shared/sealing/ferry/records';
import { syncFolder } from '../../files/durableFile';
import { decryptBy, encryptTo } from '../backup/backupHead';

export type Inspected =
  { kind: 'bundle'; head: FerryHead } | { kind: 'notABundle' | 'newerFormat' | 'damaged' };
/** Told how many bytes were read or written. */
export type Count = (bytes: number) => void;

/** What was written on the medium does not read back as what it should be. */
export class BundleUnverified extends Error {
  override readonly name = 'BundleUnverified';
}

/** Looks at the outside of a file: the head, and whether the sealed body is the one that it speaks of, byte for byte. */
export async function inspectBundle(path: string, count: Count = () => undefined): Promise<Inspected> {
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
    count(piece.length);
    size += piece.length;
    if (size > body.size) return { kind: 'damaged' };
  }
  const holds = size === body.size && hash.digest('hex') === body.sha256;
  return holds ? { kind: 'bundle', head: decoded.head } : { kind: 'damaged' };
}

/** As a web stream of plain views: what reads them must not meet a pooled buffer. */
function toWeb(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  async function* copied() {
    for await (const piece of pieces) yield new Uint8Array(piece);
  }
  return Readable.toWeb(Readable.from(copied())) as ReadableStream<Uint8Array>;
}

/** Opens the body of an inspected bundle, record by record. Throws where it is not sealed to this identity, or broken. */
export async function* readBody(path: string, identity: string): AsyncGenerator<FerryRecord> {
  const sealed = toWeb(createReadStream(path, { start: headLength }));
  const opened = await decryptBy(identity, sealed);
  const plain = Readable.fromWeb(opened as Parameters<typeof Readable.fromWeb>[0]);
  const gunzip = createGunzip();
  plain.on('error', (error) => gunzip.destroy(error));
  yield* readRecords(plain.pipe(gunzip) as AsyncIterable<Uint8Array>);
}

/**
 * Seals records to a recipient into a file: durably, and read back from the medium before it gets its name. Throws `BundleUnverified`
 * and the system's errors, and leaves nothing behind then.
 */
export async function writeBundle(
  path: string,
  sealedTo: string,
  records: AsyncIterable<FerryRecord>,
  headOf: (body: FerryLabel['body']) => FerryHead,
  count: Count = () => undefined,
): Promise<FerryHead> {
  async function* packed() {
    for await (const record of records) yield packRecord(record);
  }
  const source = Readable.from(packed());
  const gzip = createGzip();
  source.on('error', (error) => gzip.destroy(error));
  const sealed = await encryptTo(sealedTo, toWeb(source.pipe(gzip) as AsyncIterable<Uint8Array>));
  const temporary = `${path}.part`;
  try {
    const file = await open(temporary, 'w', 0o600);
    let head: FerryHead;
    try {
      const hash = createHash('sha256');
      let size = 0;
      for await (const piece of sealed as unknown as AsyncIterable<Uint8Array>) {
        hash.update(piece);
        await file.write(piece, 0, piece.length, headLength + size);
        size += piece.length;
        count(piece.length);
      }
      head = headOf({ sha256: hash.digest('hex'), size });
      await file.write(encodeHead(head), 0, headLength, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    const written = await inspectBundle(temporary, count);
    if (written.kind !== 'bundle' || written.head.hash !== head.hash) throw new BundleUnverified();
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return head;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
