import { z } from 'zod';
import { Id } from '../casework/identifiers';
import { Account } from './account';
import { PasswordState } from './password';

const key32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'base64 of 32 bytes');

export const AccessToken = z.strictObject({
  accessToken: z.string(),
  expiresInSeconds: z.number().int().positive(),
});
export type AccessToken = z.infer<typeof AccessToken>;

/**
 * POST /v1/sign-ins. Proves the password and registers the Ed25519 public key (raw, base64) that this account will sign
 * with on this device. Signing in again on the same device with the same key returns the same credential.
 */
export const SignInRequest = z.strictObject({
  deviceId: Id,
  loginName: z.string().trim().min(2).max(40),
  password: z.string().min(1).max(200),
  publicKey: key32,
});
export type SignInRequest = z.infer<typeof SignInRequest>;

export const SignInAnswer = z.strictObject({
  account: Account,
  credentialId: Id,
  admissionSecret: key32,
  token: AccessToken,
  password: PasswordState,
});
export type SignInAnswer = z.infer<typeof SignInAnswer>;

/**
 * POST /v1/tokens. Exchanges an assertion for an access token: a JWT signed EdDSA by the account's key on this device,
 * `iss` = credential id, `aud` = "longjiang-platform", `exp` at most 120 s after `iat`, a fresh `jti`.
 */
export const TokenRequest = z.strictObject({ assertion: z.string().min(20).max(4000) });
export type TokenRequest = z.infer<typeof TokenRequest>;

export const TokenAnswer = z.strictObject({ account: Account, token: AccessToken });
export type TokenAnswer = z.infer<typeof TokenAnswer>;

/** Audience of assertions. */
export const assertionAudience = 'longjiang-platform';
