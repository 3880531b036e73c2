import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { z } from 'zod';

/** The keys of the ferry 离线摆渡: bundles to the platform are sealed to one, those from it are signed with the other. */
export type FerryKeys = {
  /** age; opens what is sealed to `recipient`. */
  identity: string;
  recipient: string;
  /** Ed25519, raw, base64. */
  publicKey: string;
  /** Ed25519 signature over the hash's 32 bytes, base64. */
  sign: (hash: string) => string;
};

const File = z.strictObject({
  identity: z.string().startsWith('AGE-SECRET-KEY-'),
  /** PKCS #8, PEM. */
  signingKey: z.string(),
});

/**
 * Opens the keys; made on first start, readable by the platform's own user only. They lie outside the database: a platform that is
 * restored from a backup still opens what was sealed for it before.
 */
export async function openFerryKeys(folder: string): Promise<FerryKeys> {
  const path = join(folder, 'ferry-keys.json');
  const known = await readFile(path, 'utf8').catch(() => undefined);
  const file =
    known === undefined
      ? {
          identity: await generateX25519Identity(),
          signingKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
        }
      : File.parse(JSON.parse(known));
  if (known === undefined) await writeFile(path, JSON.stringify(file), { mode: 0o600, flag: 'wx' });
  const key = createPrivateKey(file.signingKey);
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return {
    identity: file.identity,
    recipient: await identityToRecipient(file.identity),
    publicKey: Buffer.from(x, 'base64url').toString('base64'),
    sign: (hash) => sign(null, Buffer.from(hash, 'hex'), key).toString('base64'),
  };
}
