import { utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { strFromU8 } from 'fflate';
import { hashBody } from '../signedEntry';
import { FerryHead, ferryFormat } from './label';

/** Bytes of the head in front of the sealed body: a line that names the format, then the head as one line, padded with blanks. */
export const headLength = 4096;

const magicOf = (format: number) => `longjiang-ferry ${String(format)}\n`;
const anyMagic = /^longjiang-ferry (\d{1,4})\n/;

/** Lays a head out in its fixed length, so that it can be written after the body that it speaks of. */
export function encodeHead(head: FerryHead): Uint8Array {
  const text = magicOf(head.label.format) + (canonicalize(head) ?? '');
  const bytes = utf8ToBytes(text);
  if (bytes.length >= headLength) throw new Error('a head fits into its place');
  const laid = new Uint8Array(headLength).fill(0x20);
  laid.set(bytes);
  laid[headLength - 1] = 0x0a;
  return laid;
}

export type DecodedHead =
  { kind: 'head'; head: FerryHead } | { kind: 'notABundle' | 'newerFormat' | 'damaged' };

/**
 * Reads a head back. Every byte counts: what is not laid out as `encodeHead` would is damaged. Says nothing yet about who signed it,
 * and nothing about the body.
 */
export function decodeHead(bytes: Uint8Array): DecodedHead {
  const text = strFromU8(bytes.subarray(0, headLength));
  const [magic, format] = anyMagic.exec(text) ?? [];
  if (magic === undefined) return { kind: 'notABundle' };
  if (Number(format) > ferryFormat) return { kind: 'newerFormat' };
  let json: unknown;
  try {
    json = JSON.parse(text.slice(magic.length));
  } catch {
    return { kind: 'damaged' };
  }
  const parsed = FerryHead.safeParse(json);
  if (!parsed.success || hashBody(parsed.data.label) !== parsed.data.hash) return { kind: 'damaged' };
  const laid = encodeHead(parsed.data);
  const same = bytes.length >= headLength && laid.every((byte, index) => byte === bytes[index]);
  return same ? { kind: 'head', head: parsed.data } : { kind: 'damaged' };
}
