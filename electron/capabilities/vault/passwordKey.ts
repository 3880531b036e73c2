import { randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { z } from 'zod';
import { giveBackMemory } from './giveBackMemory';

/** How a key was derived from a password; stored with what it opens, so that the cost can be raised later. */
export const Derivation = z.strictObject({
  kind: z.literal('argon2id'),
  memoryKib: z.number().int().min(8).max(1_048_576),
  passes: z.number().int().min(1).max(20),
  lanes: z.number().int().min(1).max(16),
  /** 16 random bytes, base64. */
  salt: z.base64(),
});
export type Derivation = z.infer<typeof Derivation>;

/** 64 MiB and 3 passes (RFC 9106 §4, second recommended option, one lane). */
const cost = { memoryKib: 65_536, passes: 3, lanes: 1 };

/** How long what follows a sign-in takes, in milliseconds. */
const untilStill = 8000;

/** Argon2id at today's cost under a fresh salt. */
export const newDerivation = (): Derivation => ({
  kind: 'argon2id',
  ...cost,
  salt: randomBytes(16).toString('base64'),
});

/** Whether guessing costs at least what it would today; where not, the next sign-in wraps anew. */
export const isCostlyEnough = ({ memoryKib, passes }: Derivation): boolean =>
  memoryKib >= cost.memoryKib && passes >= cost.passes;

/**
 * Derives the 32-byte key of a password. It keeps the process busy for about a quarter of a second, once per sign-in,
 * while the window shows that it is working and has nothing else to ask.
 */
export async function derivePasswordKey(password: string, derivation: Derivation): Promise<Uint8Array> {
  const key = await argon2id({
    password: password.normalize('NFKC'),
    salt: Buffer.from(derivation.salt, 'base64'),
    memorySize: derivation.memoryKib,
    iterations: derivation.passes,
    parallelism: derivation.lanes,
    hashLength: 32,
    outputType: 'binary',
  });
  // When what follows a sign-in is done as well.
  setTimeout(giveBackMemory, untilStill).unref();
  return key;
}
