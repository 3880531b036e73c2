import { decodeJwt, jwtVerify } from 'jose';
import { z } from 'zod';
import { Id } from '@shared/casework/identifiers';
import { assertionAudience } from '@shared/protocol/signIn';
import type { Database } from '../storage/database';
import { findCredential, type Credential } from './credentials';

const Claims = z.object({
  iss: Id,
  iat: z.number().int(),
  exp: z.number().int(),
  jti: z.string().regex(/^[\w-]{8,100}$/),
});

const longestLifeSeconds = 120;
/** Township PCs' clocks are wrong by minutes; a replay is refused by its `jti` and not by the clock. */
const clockToleranceSeconds = 300;

const issuerOf = (assertion: string) => {
  try {
    return Id.safeParse(decodeJwt(assertion).iss).data;
  } catch {
    return undefined;
  }
};

/** Checks an assertion and uses it up. Undefined where it does not hold, is too old or has been seen before. */
export async function useAssertion(
  db: Database,
  assertion: string,
  now: Date,
): Promise<Credential | undefined> {
  const issuer = issuerOf(assertion);
  const credential = issuer === undefined ? undefined : await findCredential(db, issuer);
  if (!credential) return undefined;
  const options = {
    algorithms: ['EdDSA'],
    audience: assertionAudience,
    clockTolerance: clockToleranceSeconds,
    currentDate: now,
  };
  const verified = await jwtVerify(assertion, credential.publicKey, options).catch(() => undefined);
  const claims = Claims.safeParse(verified?.payload);
  if (!claims.success) return undefined;
  const { iat, exp, jti } = claims.data;
  const nowSeconds = now.getTime() / 1000;
  if (exp <= iat || exp - iat > longestLifeSeconds || iat > nowSeconds + clockToleranceSeconds)
    return undefined;
  await db.deleteFrom('used_assertions').where('expires_at', '<', now).execute();
  const first = await db
    .insertInto('used_assertions')
    .values({
      credential_id: credential.credentialId,
      jti,
      expires_at: new Date((exp + clockToleranceSeconds + 1) * 1000),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('jti')
    .executeTakeFirst();
  return first && credential;
}
