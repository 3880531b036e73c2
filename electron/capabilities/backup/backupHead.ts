import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { z } from 'zod';
import { Device } from '@shared/bridge/session';
import { Id, Instant } from '@shared/casework/identifiers';
import { associatedText, firstKey } from '@shared/sealing/sealedRecord';
import { newestKey, ringOf, type KeyRing, type SealingKey } from '../../sealing/keyRing';
import { openSeal, seal } from '../../sealing/seal';
import { Derivation, derivePasswordKey, newDerivation } from '../vault/passwordKey';

/**
 * The key pair of a device's backups. Whoever writes one needs the recipient alone; whoever reads it needs the identity, and with it
 * the recovery passphrase 恢复口令 that locks the identity in the head of every file.
 */
export const BackupKey = z.strictObject({
  /** age recipient (X25519), open to anybody. */
  recipient: z.string().regex(/^age1[0-9a-z]{20,100}$/),
  derivation: Derivation,
  /** The identity under the passphrase: sealed record, base64. */
  locked: z.base64(),
});
export type BackupKey = z.infer<typeof BackupKey>;

/** What a backup says of itself, inside. */
export const BackupManifest = z.strictObject({
  program: z.string(),
  device: Device,
  writtenAt: Instant,
  /** The newest data key, base64; with the older ones it opens the journals and the materials. */
  dataKey: z.base64(),
  keyNumber: z.number().int().positive().default(firstKey),
  olderKeys: z.array(z.strictObject({ number: z.number().int().positive(), key: z.base64() })).default([]),
  /** Public key (raw, base64) of every credential that ever signed on the device. */
  credentials: z.record(Id, z.base64()),
  /** The chain reaches at least this far. */
  ledger: z.strictObject({ last: z.number().int().nonnegative() }),
  files: z.number().int().nonnegative(),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

/** Second line of a backup, in the open. */
export const BackupHead = z.strictObject({
  key: BackupKey,
  /** The manifest, to the recipient: age, base64. */
  manifest: z.base64(),
});
export type BackupHead = z.infer<typeof BackupHead>;

type HeldKeys = Pick<BackupManifest, 'dataKey' | 'keyNumber' | 'olderKeys'>;

/** A ring as a manifest holds it. */
export function heldKeys(key: SealingKey): HeldKeys {
  const ring = ringOf(key);
  const older = [...ring.keys].filter(([number]) => number !== ring.newest);
  return {
    dataKey: newestKey(ring).toString('base64'),
    keyNumber: ring.newest,
    olderKeys: older.map(([number, bytes]) => ({ number, key: bytes.toString('base64') })),
  };
}

/** The ring that a manifest holds. */
export function ringHeld({ dataKey, keyNumber, olderKeys }: HeldKeys): KeyRing {
  const older = olderKeys.map(({ number, key }): [number, Buffer] => [number, Buffer.from(key, 'base64')]);
  return { newest: keyNumber, keys: new Map([...older, [keyNumber, Buffer.from(dataKey, 'base64')]]) };
}

/** First line of a backup. */
export const backupMagic = 'longjiang-backup 1';
const associated = associatedText('backup', 'identity', 1);

/** Makes the key pair of a device's backups. The identity is answered in the open, once. */
export async function newBackupKey(passphrase: string): Promise<{ key: BackupKey; identity: string }> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const derivation = newDerivation();
  const passwordKey = await derivePasswordKey(passphrase, derivation);
  const locked = Buffer.from(seal(passwordKey, Buffer.from(identity), associated)).toString('base64');
  passwordKey.fill(0);
  return { key: { recipient, derivation, locked }, identity };
}

/** The identity; undefined where the passphrase is another one. */
export async function unlockIdentity(passphrase: string, key: BackupKey): Promise<string | undefined> {
  const passwordKey = await derivePasswordKey(passphrase, key.derivation);
  const plain = openSeal(passwordKey, Buffer.from(key.locked, 'base64'), associated);
  passwordKey.fill(0);
  return plain?.toString('utf8');
}

/** Encrypts to a recipient as a stream. */
export async function encryptTo(recipient: string, plain: ReadableStream<Uint8Array>) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
}

/** Decrypts a stream; it fails while it is read where anything was changed, left out, put elsewhere or cut off. */
export async function decryptBy(identity: string, sealed: ReadableStream<Uint8Array>) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(sealed);
}

/** The two lines that a backup begins with. */
export async function headLines(key: BackupKey, manifest: BackupManifest): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(key.recipient);
  const sealed = await encrypter.encrypt(JSON.stringify(manifest));
  const head: BackupHead = { key, manifest: Buffer.from(sealed).toString('base64') };
  return Buffer.from(`${backupMagic}\n${JSON.stringify(head)}\n`);
}

/** The manifest of a head; throws where it was changed. */
export async function openManifest(identity: string, head: BackupHead): Promise<BackupManifest> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const plain = await decrypter.decrypt(Buffer.from(head.manifest, 'base64'), 'text');
  return BackupManifest.parse(JSON.parse(plain));
}
