import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { associatedText } from '@shared/sealing/sealedRecord';
import { hasCode } from '../files/durableFile';
import type { SealingKey } from './keyRing';
import { openSeal, seal } from './seal';

/**
 * The sealed stream: a file sealed in segments, so that a large one is written and read without being in memory. `LJS1`, two bytes
 * with the length of the head, the head as a sealed record (segment size, a key of the file's own, plain size, SHA-256), then segments
 * of 64 KiB, each AES-256-GCM with its tag under the file's key, the segment's number being the nonce. The order is held by the nonces,
 * the end by the size, the content by the hash in the head. A sealed record begins with a suite below 0x20, so that both are told apart.
 */
const magic = Buffer.from('LJS1', 'latin1');
export const segmentSize = 64 * 1024;
const tagLength = 16;
const sealedSegment = segmentSize + tagLength;
const associated = associatedText('materials', 'stream', 2);

/** What a sealed stream says of its content. */
export type StreamHead = { size: number; sha256: string };
type FullHead = StreamHead & { fileKey: Buffer };

function sealHead(dataKey: SealingKey, { fileKey, size, sha256 }: FullHead): Buffer {
  const plain = Buffer.alloc(73);
  plain[0] = Math.log2(segmentSize);
  fileKey.copy(plain, 1);
  plain.writeBigUInt64BE(BigInt(size), 33);
  plain.write(sha256, 41, 'hex');
  const sealed = seal(dataKey, plain, associated);
  plain.fill(0);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(sealed.length);
  return Buffer.concat([magic, length, sealed]);
}

async function readExactly(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
}

async function readHead(
  file: FileHandle,
  dataKey: SealingKey,
): Promise<(FullHead & { begins: number }) | undefined> {
  const start = await readExactly(file, 0, 6);
  if (start.length < 6 || !start.subarray(0, 4).equals(magic)) return undefined;
  const length = start.readUInt16BE(4);
  const plain = openSeal(dataKey, await readExactly(file, 6, length), associated);
  if (plain?.length !== 73 || plain[0] !== Math.log2(segmentSize)) return undefined;
  return {
    fileKey: plain.subarray(1, 33),
    size: Number(plain.readBigUInt64BE(33)),
    sha256: plain.toString('hex', 41),
    begins: 6 + length,
  };
}

const nonceOf = (segment: number) => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(segment, 8);
  return nonce;
};

function sealSegment(fileKey: Buffer, segment: number, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(segment), { authTagLength: tagLength });
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openSegment(fileKey: Buffer, segment: number, sealed: Buffer): Buffer | undefined {
  if (sealed.length <= tagLength) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(segment), { authTagLength: tagLength });
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  const plain = decipher.update(sealed.subarray(0, sealed.length - tagLength));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    plain.fill(0);
    return undefined;
  }
}

const sealedLength = (begins: number, size: number) =>
  begins + size + Math.ceil(size / segmentSize) * tagLength;

/** Writes a sealed stream of which neither size nor hash is known before its end. */
export type StreamWriter = {
  write: (bytes: Uint8Array) => Promise<void>;
  /** Ends the file and syncs it to the disk. */
  finish: () => Promise<StreamHead>;
  /** Closes the file; what to do with it is the caller's. */
  abandon: () => Promise<void>;
};

/** Creates the file, which must not be there. Calls reject with the system's error, e.g. `ENOSPC`. */
export async function createStreamWriter(path: string, dataKey: SealingKey): Promise<StreamWriter> {
  const fileKey = randomBytes(32);
  const begins = sealHead(dataKey, { fileKey, size: 0, sha256: '0'.repeat(64) }).length;
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let [size, segment, at] = [0, 0, begins];
  let held = Buffer.alloc(0);
  const put = async (plain: Buffer) => {
    const sealed = sealSegment(fileKey, segment, plain);
    await file.write(sealed, 0, sealed.length, at);
    at += sealed.length;
    segment += 1;
  };
  return {
    async write(bytes) {
      hash.update(bytes);
      size += bytes.length;
      held = Buffer.concat([held, bytes]);
      for (; held.length >= segmentSize; held = held.subarray(segmentSize))
        await put(held.subarray(0, segmentSize));
    },
    async finish() {
      if (held.length > 0) await put(held);
      const head = { size, sha256: hash.digest('hex') };
      const sealed = sealHead(dataKey, { ...head, fileKey });
      fileKey.fill(0);
      await file.write(sealed, 0, sealed.length, 0);
      await file.sync();
      await file.close();
      return head;
    },
    async abandon() {
      fileKey.fill(0);
      await file.close();
    },
  };
}

/** A sealed stream that is open for reading. */
export type StreamReader = StreamHead & {
  /** Plain bytes from a place on, at most so many; undefined where they were changed. */
  read: (from: number, length: number) => Promise<Buffer | undefined>;
  close: () => Promise<void>;
};

async function openIfPresent(path: string, flags: 'r' | 'r+'): Promise<FileHandle | undefined> {
  try {
    return await open(path, flags);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function readerOf(file: FileHandle, head: FullHead & { begins: number }): StreamReader {
  const { fileKey, size, sha256, begins } = head;
  return {
    size,
    sha256,
    async read(from, length) {
      const end = Math.min(size, from + length);
      if (from >= end) return Buffer.alloc(0);
      const first = Math.floor(from / segmentSize);
      const count = Math.ceil(end / segmentSize) - first;
      const sealed = await readExactly(file, begins + first * sealedSegment, count * sealedSegment);
      const plain: Buffer[] = [];
      for (let index = 0; index < count; index += 1) {
        const piece = sealed.subarray(index * sealedSegment, (index + 1) * sealedSegment);
        const opened = openSegment(fileKey, first + index, piece);
        if (!opened) return undefined;
        plain.push(opened);
      }
      const begin = from - first * segmentSize;
      return Buffer.concat(plain).subarray(begin, begin + end - from);
    },
    async close() {
      fileKey.fill(0);
      await file.close();
    },
  };
}

/** Opens a sealed stream; undefined where there is none, it is of another key, or its end is missing. */
export async function openStream(path: string, dataKey: SealingKey): Promise<StreamReader | undefined> {
  const file = await openIfPresent(path, 'r');
  if (!file) return undefined;
  const head = await readHead(file, dataKey);
  if (head && (await file.stat()).size === sealedLength(head.begins, head.size)) return readerOf(file, head);
  await file.close();
  return undefined;
}

/** A sealed stream of known size and hash that comes in from its beginning and may be interrupted. */
export type StreamPart = {
  /** Plain bytes that are there: whole segments. */
  received: number;
  /** Adds whole segments, or the last ones. */
  append: (bytes: Uint8Array) => Promise<void>;
  /** Syncs it to the disk and says whether it is whole and has its hash. Nothing may be appended then. */
  finish: () => Promise<boolean>;
  close: () => Promise<void>;
};

/** Goes on with a part of this content where there is one; begins it anew otherwise. */
export async function openPart(path: string, dataKey: SealingKey, content: StreamHead): Promise<StreamPart> {
  let file = await openIfPresent(path, 'r+');
  let head = file && (await readHead(file, dataKey));
  if (!file || head?.sha256 !== content.sha256 || head.size !== content.size) {
    await file?.close();
    file = await open(path, 'w+', 0o600);
    const fileKey = randomBytes(32);
    const sealed = sealHead(dataKey, { ...content, fileKey });
    await file.write(sealed, 0, sealed.length, 0);
    head = { ...content, fileKey, begins: sealed.length };
  }
  const { begins, fileKey, size } = head;
  const [part, reader] = [file, readerOf(file, head)];
  const whole = Math.floor(Math.max(0, (await part.stat()).size - begins) / sealedSegment);
  // The last one may have been torn by what interrupted it.
  let segment = Math.max(0, whole - 1);
  return {
    get received() {
      return Math.min(size, segment * segmentSize);
    },
    async append(bytes) {
      for (let at = 0; at < bytes.length; at += segmentSize) {
        const sealed = sealSegment(fileKey, segment, bytes.subarray(at, at + segmentSize));
        await part.write(sealed, 0, sealed.length, begins + segment * sealedSegment);
        segment += 1;
      }
    },
    async finish() {
      await part.truncate(sealedLength(begins, size));
      await part.sync();
      return (await hashOfStream(reader)) === content.sha256;
    },
    close: reader.close,
  };
}

/** As many bytes as are read at a time. */
const pace = 1024 * 1024;

/** The hash of what can be read; undefined where something was changed. */
export async function hashOfStream(reader: StreamReader): Promise<string | undefined> {
  const hash = createHash('sha256');
  for (let from = 0; from < reader.size; from += pace) {
    const plain = await reader.read(from, pace);
    if (plain?.length !== Math.min(pace, reader.size - from)) return undefined;
    hash.update(plain);
  }
  return hash.digest('hex');
}
