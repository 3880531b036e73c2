import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type TokenKey = { privateKey: KeyObject; publicKey: KeyObject };

/** The Ed25519 key that signs access tokens; made on first start, readable by the platform's own user only. */
export async function openTokenKey(folder: string): Promise<TokenKey> {
  const path = join(folder, 'token-key.pem');
  const known = await readFile(path, 'utf8').catch(() => undefined);
  if (known !== undefined) {
    const privateKey = createPrivateKey(known);
    return { privateKey, publicKey: createPublicKey(privateKey) };
  }
  const pair = generateKeyPairSync('ed25519');
  const text = pair.privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  return pair;
}
