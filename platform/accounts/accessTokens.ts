import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { Id } from '@shared/casework/identifiers';
import type { AccessToken } from '@shared/protocol/signIn';
import type { TokenKey } from '../storage/tokenKey';

const issuer = 'longjiang-platform';
const audience = 'longjiang-platform-calls';
/** How long a token holds where the operator says nothing else. */
export const usualTokenSeconds = 15 * 60;

/** Whom a token speaks for. */
const Bearer = z.object({ sub: Id, credential: Id, device: Id });
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
  const read = async (token: string) => {
    const options = { algorithms: ['EdDSA'], issuer, audience, typ: 'at+jwt', currentDate: now() };
    const verified = await jwtVerify(token, key.publicKey, options).catch(() => undefined);
    const claims = Bearer.safeParse(verified?.payload);
    if (!claims.success) return undefined;
    const { sub, credential, device } = claims.data;
    return { accountId: sub, credentialId: credential, deviceId: device };
  };
  return { issue, read };
}
