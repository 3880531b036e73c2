import { createHash } from 'node:crypto';
import type { StreamReader } from '../../sealing/sealedStream';

/** A file that was sealed as one record, read like a stream; undefined where it is not what it should be. */
export function readerOfWhole(bytes: Buffer, sha256: string): StreamReader | undefined {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return undefined;
  return {
    size: bytes.length,
    sha256,
    read: (from, length) => Promise.resolve(Buffer.from(bytes.subarray(from, from + length))),
    close: () => {
      bytes.fill(0);
      return Promise.resolve();
    },
  };
}
