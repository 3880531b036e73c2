import { createPublicKey, randomUUID, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import QuickLRU from 'quick-lru';
import type { Platform } from '../platform';
import type { Database, Inside } from '../storage/database';

/** Whose key a credential is, and on which device: that never changes. */
export type Signer = { credentialId: string; accountId: string; deviceId: string; publicKey: KeyObject };

/** The key of one account on one device, and whether both may still use it. */
export type Credential = Signer & {
  revoked: boolean;
  /** Another key of this account has taken its place on the device: it gives no tokens; what it signed still counts. */
  superseded: boolean;
  deviceRevoked: boolean;
};

/** Keys lately used are kept: this many signers work on one platform in a quarter of an hour, and a few more. */
const mostSigners = 10_000;

/** A raw Ed25519 public key (base64 of 32 bytes) as Node's crypto takes it. */
export function publicKeyOf(raw: string): KeyObject {
  const x = Buffer.from(raw, 'base64').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

/** Finds credentials, by their ids. */
export async function findCredentials(
  db: Database | Inside,
  ids: readonly string[],
): Promise<Map<string, Credential>> {
  const rows = await db
    .selectFrom('credentials')
    .innerJoin('devices', 'devices.device_id', 'credentials.device_id')
    .selectAll('credentials')
    .select('devices.revoked_at as device_revoked_at')
    .where(sql<boolean>`credential_id = any(${ids}::uuid[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.credential_id,
      {
        credentialId: row.credential_id,
        accountId: row.account_id,
        deviceId: row.device_id,
        publicKey: publicKeyOf(row.public_key),
        revoked: row.revoked_at !== null,
        superseded: row.superseded_at !== null,
        deviceRevoked: row.device_revoked_at !== null,
      },
    ]),
  );
}

/** Finds signers by the ids of their credentials; those lately seen without asking the database. */
export type Signers = (credentialIds: readonly string[]) => Promise<Map<string, Signer>>;

export function openSigners(db: Database): Signers {
  const seen = new QuickLRU<string, Signer>({ maxSize: mostSigners });
  return async (credentialIds) => {
    const ids = [...new Set(credentialIds.map((id) => id.toLowerCase()))];
    const unseen = ids.filter((id) => !seen.has(id));
    if (unseen.length > 0)
      for (const [id, { accountId, deviceId, publicKey }] of await findCredentials(db, unseen))
        seen.set(id, { credentialId: id, accountId, deviceId, publicKey });
    return new Map(
      ids.flatMap((id) => {
        const signer = seen.get(id);
        return signer ? [[id, signer]] : [];
      }),
    );
  };
}

export const findCredential = async (db: Database | Inside, id: string): Promise<Credential | undefined> =>
  (await findCredentials(db, [id])).get(id.toLowerCase());

/**
 * Registers the key that an account signs with on a device from now on. The same key gives the same credential again; another key
 * gives another one and takes its place: events signed with the first are still known.
 */
export async function registerCredential(
  { db, registrations, now }: Pick<Platform, 'db' | 'registrations' | 'now'>,
  accountId: string,
  deviceId: string,
  publicKey: string,
): Promise<string> {
  const row = {
    credential_id: randomUUID(),
    account_id: accountId,
    device_id: deviceId,
    public_key: publicKey,
  };
  const added = await db
    .insertInto('credentials')
    .values({ ...row, revoked_at: null })
    .onConflict((conflict) => conflict.columns(['account_id', 'device_id', 'public_key']).doNothing())
    .executeTakeFirst();
  if ((added.numInsertedOrUpdatedRows ?? 0n) > 0n) await registrations.note({ kind: 'credential', ...row });
  const known = await db
    .updateTable('credentials')
    .set({ superseded_at: null })
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .where('public_key', '=', publicKey)
    .returning('credential_id')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('credentials')
    .set({ superseded_at: now() })
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .where('public_key', '!=', publicKey)
    .where('superseded_at', 'is', null)
    .execute();
  return known.credential_id;
}
