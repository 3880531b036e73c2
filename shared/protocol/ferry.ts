import { z } from 'zod';
import { AgeRecipient } from '../sealing/ferry/label';

/**
 * POST /v1/ferry/keys. A device says to whom bundles for it are to be sealed, and gets what it needs to make bundles without a
 * network, for ever: to whom they are to be sealed, and whose signature the answers bear (Ed25519, raw, base64).
 */
export const FerryKeysRequest = z.strictObject({ recipient: AgeRecipient });
export const FerryKeys = z.strictObject({
  recipient: AgeRecipient,
  publicKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
});
export type FerryKeys = z.infer<typeof FerryKeys>;

/**
 * POST /v1/ferry with the bytes of a bundle 摆渡包 (application/octet-stream) takes it in, whoever carries it, and answers with the
 * bytes of the bundle that goes back. What the carrier holds in the hand cannot be read by it. docs/guides/ferry.md has the format.
 */
export const ferryPath = '/v1/ferry';

/** Largest bundle that the platform takes, in bytes. Devices make smaller ones and go on in the next file. */
export const largestBundle = 256 * 1024 * 1024;
