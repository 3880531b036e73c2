import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';

/** OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane. */
const parameters = { memorySize: 19 * 1024, iterations: 2, parallelism: 1, hashLength: 32 } as const;

export const hashPassword = (password: string): Promise<string> =>
  argon2id({ ...parameters, password, salt: randomBytes(16), outputType: 'encoded' });

let standIn: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (no such account) the same work is done and the answer is no,
 * so that the time taken tells nobody which login names exist.
 */
export async function passwordMatches(password: string, hash: string | undefined): Promise<boolean> {
  standIn ??= hashPassword(randomBytes(16).toString('hex'));
  const matches = await argon2Verify({ password, hash: hash ?? (await standIn) });
  return matches && hash !== undefined;
}
