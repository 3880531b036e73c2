/**
 * The sealed record: one byte suite, twelve bytes nonce, then ciphertext with its tag. Suite 1 is AES-256-GCM with a
 * 128-bit tag. The suite is a field so that SM4-GCM can become suite 2 without touching what is stored.
 */
export const suites = { aes256gcm: 1 } as const;
export const nonceLength = 12;

export type SealedParts = { suite: number; nonce: Uint8Array; ciphertext: Uint8Array };

/** Lays suite, nonce and ciphertext out as one record. */
export function packSealed({ suite, nonce, ciphertext }: SealedParts): Uint8Array {
  const record = new Uint8Array(1 + nonceLength + ciphertext.length);
  record[0] = suite;
  record.set(nonce, 1);
  record.set(ciphertext, 1 + nonceLength);
  return record;
}

/** Reads the layout back; undefined where the bytes are not a sealed record of a known suite. */
export function unpackSealed(record: Uint8Array): SealedParts | undefined {
  const suite = record[0];
  if (suite !== suites.aes256gcm || record.length < 1 + nonceLength + 16) return undefined;
  return {
    suite,
    nonce: record.subarray(1, 1 + nonceLength),
    ciphertext: record.subarray(1 + nonceLength),
  };
}

/** Associated data: ties a record to its table, id and payload version, so that rows cannot be swapped. */
export const associatedText = (table: string, id: string, payloadVersion: number) =>
  `${table}|${id}|${payloadVersion}`;
