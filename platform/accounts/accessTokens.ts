import { jwtVerify, SignJWT } from 'jose';
import QuickLRU from 'quick-lru';
import { z } from 'zod';
import { Id } from '@shared/casework/identifiers';
import type { AccessToken } from '@shared/protocol/signIn';
import type { TokenKey } from '../storage/tokenKey';

const issuer = 'longjiang-platform';
const audience = 'longjiang-platform-calls';
/** How long a token holds where the operator says nothing else. */
export const usualTokenSeconds = 15 * 60;

/** Whom a token speaks for, and until when (seconds since 1970). */
const Claims = z.object({ sub: Id, credential: Id, device: Id, exp: z.number() });
export type Bearer = { accountId: string; credentialId: string; deviceId: string };

export type AccessTokens = {
  issue: (bearer: Bearer) => Promise<AccessToken>;
  /** Undefined for anything that is not a token of this platform in force. */
  read: (token: string) => Promise<Bearer | undefined>;
};

/** Access tokens: JWTs for a short life that only this platform's key signs (EdDSA, nothing else is read). */
export function accessTokens(
  key: TokenKey,
  now: () => Date,
  lifetimeSeconds = usualTokenSeconds,
): AccessTokens {
  const issue = async (bearer: Bearer) => {
    const seconds = Math.floor(now().getTime() / 1000);
    const accessToken = await new SignJWT({ credential: bearer.credentialId, device: bearer.deviceId })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(bearer.accountId)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + lifetimeSeconds)
      .sign(key.privateKey);
    return { accessToken, expiresInSeconds: lifetimeSeconds };
  };
  /** Tokens whose signature was checked: a device shows the same one with every call until it ends. */
  const checked = new QuickLRU<string, z.infer<typeof Claims>>({ maxSize: 5000 });
  const check = async (token: string) => {
    const options = { algorithms: ['EdDSA'], issuer, audience, typ: 'at+jwt', currentDate: now() };
    const verified = await jwtVerify(token, key.publicKey, options).catch(() => undefined);
    const claims = Claims.safeParse(verified?.payload);
    if (claims.success) checked.set(token, claims.data);
    return claims.data;
  };
  const read = async (token: string) => {
    const claims = checked.get(token) ?? (await check(token));
    if (!claims || claims.exp <= Math.floor(now().getTime() / 1000)) return undefined;
    const { sub, credential, device } = claims;
    return { accountId: sub, credentialId: credential, deviceId: device };
  };
  return { issue, read };
}
