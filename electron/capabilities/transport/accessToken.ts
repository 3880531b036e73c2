import { randomUUID, type KeyObject } from 'node:crypto';
import { assertionAudience, type AccessToken } from '@shared/protocol/signIn';
import { signBytes } from '../../sealing/signingKey';
import { callPlatform, type Failure, type Wire } from './platformCall';

/** Who asks the platform: the account's credential on this device. */
export type Credential = { credentialId: string; signingKey: KeyObject };

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The JWT (EdDSA) that POST /v1/tokens takes; valid for 90 seconds from `now`. */
function makeAssertion({ credentialId, signingKey }: Credential, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000);
  const claims = { iss: credentialId, aud: assertionAudience, iat, exp: iat + 90, jti: randomUUID() };
  const content = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${encode(claims)}`;
  const signature = Buffer.from(signBytes(signingKey, Buffer.from(content)), 'base64');
  return `${content}.${signature.toString('base64url')}`;
}

/** Access tokens of one credential, in memory only. */
export type AccessTokens = {
  /** A token that is still good for a while; asks the platform when there is none. Callers at the same time share one ask. */
  current: () => Promise<{ kind: 'token'; token: string } | Failure>;
  /** The platform did not take this token. */
  forget: (token: string) => void;
};

/** Renewed so long before the end, in milliseconds: half a minute, of a short life a quarter. */
const marginOf = (lifetime: number): number => Math.min(30_000, lifetime / 4);

/** `clock` is the platform's time as far as known: an office PC's own clock may be wrong by hours. */
export function createAccessTokens(
  wire: () => Wire,
  credential: Credential,
  clock: () => Date,
  given?: AccessToken,
): AccessTokens {
  const hold = ({ accessToken, expiresInSeconds }: AccessToken) => ({
    token: accessToken,
    until: performance.now() + expiresInSeconds * 1000 - marginOf(expiresInSeconds * 1000),
  });
  let held = given && hold(given);
  let asking: Promise<{ kind: 'token'; token: string } | Failure> | undefined;

  async function ask(): Promise<{ kind: 'token'; token: string } | Failure> {
    const result = await callPlatform(wire(), 'token', { assertion: makeAssertion(credential, clock()) });
    if (result.kind !== 'answer') return result;
    held = hold(result.answer.token);
    return { kind: 'token', token: held.token };
  }

  return {
    async current() {
      if (held && performance.now() < held.until) return { kind: 'token', token: held.token };
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget(token) {
      if (held?.token === token) held = undefined;
    },
  };
}
