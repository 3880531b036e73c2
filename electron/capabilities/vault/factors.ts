import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Id } from '@shared/casework/identifiers';

/**
 * The keyring 系统钥匙串 of the system, where it has a real one. Both calls answer undefined where it cannot be used now: none is
 * there, it is locked, or it was made anew.
 */
export type SystemKeyring = {
  seal: (secret: Buffer) => Buffer | undefined;
  open: (sealed: Buffer) => Buffer | undefined;
};

export const noKeyring: SystemKeyring = { seal: () => undefined, open: () => undefined };

/** A random secret that only this system's keyring opens; mixed into what passwords open, so that a copied folder is not enough. */
export type Factor = { id: string; secret: Buffer };

/** A factor as it lies in the vault: sealed by the keyring, base64. */
export const SealedFactor = z.strictObject({ id: Id, sealed: z.base64() });
export type SealedFactor = z.infer<typeof SealedFactor>;

/** Factors that stay in the vault: a keyring that comes back opens what it sealed. */
export const mostFactors = 8;

const length = 32;

/** The factor, where the keyring opens it. */
export function openFactor(keyring: SystemKeyring, sealed: SealedFactor | undefined): Factor | undefined {
  const plain = sealed && keyring.open(Buffer.from(sealed.sealed, 'base64'));
  if (!plain) return undefined;
  // Not every keyring can tell that it opened something with another key: what it gives back has to begin with the factor's own id.
  const isItsOwn = plain.subarray(0, plain.length - length).toString() === sealed.id;
  return isItsOwn ? { id: sealed.id, secret: plain.subarray(plain.length - length) } : undefined;
}

/** A new factor; undefined where the keyring does not take it, or does not give back what it took. */
export function newFactor(keyring: SystemKeyring): { factor: Factor; sealed: SealedFactor } | undefined {
  const factor = { id: randomUUID(), secret: randomBytes(length) };
  const bytes = keyring.seal(Buffer.concat([Buffer.from(factor.id), factor.secret]));
  if (!bytes) return undefined;
  const sealed = { id: factor.id, sealed: bytes.toString('base64') };
  return openFactor(keyring, sealed)?.secret.equals(factor.secret) ? { factor, sealed } : undefined;
}
