import { revokedOn } from '../accounts/revocations';
import type { Database } from '../storage/database';

/** Who listens. */
export type Listening = { accountId: string; deviceId: string; credentialId: string };
/** `barred`: account, device or key were withdrawn. The texts change whenever what they stand for has changed. */
export type Standing = { barred: boolean; account: string; revocations: string };

/** How some listeners stand at this moment, by credential; four questions for all of them together. */
export async function standingOf(
  db: Database,
  listeners: readonly Listening[],
): Promise<Map<string, Standing>> {
  if (listeners.length === 0) return new Map();
  const ids = <K extends keyof Listening>(name: K) => [...new Set(listeners.map((one) => one[name]))];
  const [accounts, lent, credentials, revoked] = await Promise.all([
    db.selectFrom('accounts').selectAll().where('account_id', 'in', ids('accountId')).execute(),
    db
      .selectFrom('delegations')
      .selectAll()
      .where('to_account', 'in', ids('accountId'))
      .orderBy('delegation_id')
      .execute(),
    db
      .selectFrom('credentials')
      .innerJoin('devices', 'devices.device_id', 'credentials.device_id')
      .select(['credential_id', 'credentials.revoked_at', 'devices.revoked_at as device_revoked_at'])
      .where('credential_id', 'in', ids('credentialId'))
      .execute(),
    revokedOn(db, ids('deviceId')),
  ]);
  const account = new Map(accounts.map((row) => [row.account_id, row]));
  const credential = new Map(credentials.map((row) => [row.credential_id, row]));
  return new Map(
    listeners.map(({ accountId, deviceId, credentialId }) => {
      const who = account.get(accountId);
      const key = credential.get(credentialId);
      const borrowed = lent.filter((row) => row.to_account === accountId);
      const barred = who?.disabled_at !== null || key?.revoked_at !== null || key.device_revoked_at !== null;
      const own = [who?.name, who?.roles, who?.division_code, who?.password_given, who?.password_since];
      return [
        credentialId,
        {
          barred,
          account: JSON.stringify([own, borrowed]),
          revocations: JSON.stringify(revoked.get(deviceId)),
        },
      ];
    }),
  );
}
