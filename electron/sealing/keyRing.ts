import { firstKey } from '@shared/sealing/sealedRecord';

/**
 * The data keys 数据密钥 of a device: new records are sealed with the newest, older ones are only for what was sealed with them.
 * Whoever opened a ring overwrites its keys when done.
 */
export type KeyRing = { newest: number; keys: ReadonlyMap<number, Buffer> };

/** A ring, or a single key that stands for a ring with nothing but the first. */
export type SealingKey = Uint8Array | KeyRing;

/** The ring of a key that was never replaced. The bytes are the caller's own. */
export const ringOfOne = (key: Buffer): KeyRing => ({ newest: firstKey, keys: new Map([[firstKey, key]]) });

export const ringOf = (key: SealingKey): KeyRing =>
  key instanceof Uint8Array ? ringOfOne(Buffer.from(key.buffer, key.byteOffset, key.length)) : key;

export function newestKey({ newest, keys }: KeyRing): Buffer {
  const key = keys.get(newest);
  if (!key) throw new Error('a ring holds its newest key');
  return key;
}

/** The key that the device began with, or the oldest that is left. Stays the same when keys are replaced. */
export function oldestKey({ keys }: KeyRing): Buffer {
  const key = keys.get(Math.min(...keys.keys()));
  if (!key) throw new Error('a ring holds at least one key');
  return key;
}

/** Overwrites every key. */
export function forgetRing({ keys }: KeyRing): void {
  for (const key of keys.values()) key.fill(0);
}
