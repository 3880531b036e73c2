/**
 * The sealed record: one byte suite, where its top bit is set two bytes with the number of the key (big-endian), twelve bytes
 * nonce, then ciphertext with its tag. Suite 1 is AES-256-GCM with a 128-bit tag. The suite is a field so that SM4-GCM can become
 * suite 2 without touching what is stored. Without a number the key is the device's first, so that what was sealed before there
 * were numbers stays what it is.
 */
export const suites = { aes256gcm: 1 } as const;
export const nonceLength = 12;

const numbered = 0x80;
const tagLength = 16;

/** Number of the key that a device begins with. */
export const firstKey = 1;
/** Highest number that a record can name. */
export const lastKey = 0xffff;

export type SealedParts = { suite: number; keyNumber: number; nonce: Uint8Array; ciphertext: Uint8Array };

/** Lays suite, number of the key, nonce and ciphertext out as one record. */
export function packSealed({ suite, keyNumber, nonce, ciphertext }: SealedParts): Uint8Array {
  const head = keyNumber === firstKey ? [suite] : [suite | numbered, keyNumber >> 8, keyNumber & 0xff];
  const record = new Uint8Array(head.length + nonceLength + ciphertext.length);
  record.set(head);
  record.set(nonce, head.length);
  record.set(ciphertext, head.length + nonceLength);
  return record;
}

/** Reads the layout back; undefined where the bytes are not a sealed record of a known suite. */
export function unpackSealed(record: Uint8Array): SealedParts | undefined {
  const [first = 0, high = 0, low = 0] = record;
  const isNumbered = (first & numbered) !== 0;
  const headLength = isNumbered ? 3 : 1;
  const suite = first & ~numbered;
  if (suite !== suites.aes256gcm || record.length < headLength + nonceLength + tagLength) return undefined;
  return {
    suite,
    keyNumber: isNumbered ? (high << 8) | low : firstKey,
    nonce: record.subarray(headLength, headLength + nonceLength),
    ciphertext: record.subarray(headLength + nonceLength),
  };
}

/** Associated data: ties a record to its table, id and payload version, so that rows cannot be swapped. */
export const associatedText = (table: string, id: string, payloadVersion: number) =>
  `${table}|${id}|${payloadVersion}`;
