import { crc32 } from 'node:zlib';

/**
 * One entry of the ledger as it lies in a segment, all numbers big-endian:
 * u32 length of what follows the header, u32 CRC-32 of the same bytes, then u64 sequence, 32 bytes hash of the entry
 * before, and the sealed signed event. Sequence and hash stand outside the seal so that a segment can be checked for
 * gaps without a key.
 */
export type Frame = { sequence: number; previousHash: string; sealed: Uint8Array };

const headerLength = 8;
const fixedLength = 8 + 32;
/** A sealed record is at least suite, nonce and tag. */
const leastLength = fixedLength + 1 + 12 + 16;

/** Lays out one entry. */
export function encodeFrame({ sequence, previousHash, sealed }: Frame): Buffer {
  const frame = Buffer.alloc(headerLength + fixedLength + sealed.length);
  frame.writeUInt32BE(fixedLength + sealed.length, 0);
  frame.writeBigUInt64BE(BigInt(sequence), headerLength);
  frame.write(previousHash, headerLength + 8, 'hex');
  frame.set(sealed, headerLength + fixedLength);
  frame.writeUInt32BE(crc32(frame.subarray(headerLength)), 4);
  return frame;
}

/** `short`: the bytes end before the entry does. `bad`: the entry is all there and its checksum does not hold. */
export type FrameReading = { kind: 'frame'; frame: Frame; end: number } | { kind: 'short' } | { kind: 'bad' };

/** Reads the entry that starts at an offset. */
export function readFrame(bytes: Buffer, offset: number): FrameReading {
  if (offset + headerLength > bytes.length) return { kind: 'short' };
  const length = bytes.readUInt32BE(offset);
  const start = offset + headerLength;
  const end = start + length;
  if (length < leastLength) return { kind: 'bad' };
  if (end > bytes.length) return { kind: 'short' };
  const content = bytes.subarray(start, end);
  if (crc32(content) !== bytes.readUInt32BE(offset + 4)) return { kind: 'bad' };
  const sequence = Number(content.readBigUInt64BE(0));
  const previousHash = content.toString('hex', 8, fixedLength);
  return { kind: 'frame', frame: { sequence, previousHash, sealed: content.subarray(fixedLength) }, end };
}

/** Farthest that a later sequence is looked for; far above what one segment holds. */
const reach = 10_000_000;

function hasFrameAfter(bytes: Buffer, offset: number, expected: number): boolean {
  for (let at = offset + 1; at + headerLength + leastLength <= bytes.length; at += 1) {
    if (bytes.readUInt32BE(at + headerLength) !== 0) continue;
    const sequence = bytes.readUInt32BE(at + headerLength + 4);
    if (sequence < expected || sequence > expected + reach) continue;
    if (readFrame(bytes, at).kind === 'frame') return true;
  }
  return false;
}

/**
 * Whether the end of the last segment, from the first entry that cannot be read, is what an interrupted write leaves:
 * bytes of an entry that nobody was ever told is saved. It is not, and then it is damage, when a whole entry follows, when
 * the rest is a whole entry with a damaged length, or when all bytes are there with another content. A file system may
 * also lengthen the file before it fills it: no entry ends in 16 zero bytes, because a seal ends in its tag.
 */
export function isTornTail(bytes: Buffer, offset: number, expected: number): boolean {
  if (hasFrameAfter(bytes, offset, expected)) return false;
  const rest = bytes.subarray(offset);
  const endsUnfilled = rest.length >= 16 && rest.subarray(rest.length - 16).every((byte) => byte === 0);
  if (endsUnfilled) return true;
  if (readFrame(bytes, offset).kind === 'bad') return false;
  const wholeButLength =
    rest.length >= headerLength + leastLength && crc32(rest.subarray(headerLength)) === rest.readUInt32BE(4);
  return !wholeButLength;
}
