import type { RevocationsAnswer } from '@shared/protocol/revocations';
import type { Database } from '../storage/database';

/** Disabled accounts that have signed in on a device, for each of some devices. */
export async function revokedOn(
  db: Database,
  deviceIds: readonly string[],
): Promise<Map<string, RevocationsAnswer['accounts']>> {
  const found = new Map(deviceIds.map((deviceId): [string, RevocationsAnswer['accounts']] => [deviceId, []]));
  if (deviceIds.length === 0) return found;
  const rows = await db
    .selectFrom('credentials')
    .innerJoin('accounts', 'accounts.account_id', 'credentials.account_id')
    .select(['credentials.device_id', 'accounts.account_id', 'accounts.login_name', 'accounts.disabled_at'])
    .distinct()
    .where('credentials.device_id', 'in', [...deviceIds])
    .where('accounts.disabled_at', 'is not', null)
    .orderBy('accounts.login_name')
    .execute();
  for (const row of rows)
    if (row.disabled_at)
      found.get(row.device_id)?.push({
        accountId: row.account_id,
        loginName: row.login_name,
        disabledAt: row.disabled_at.toISOString(),
      });
  return found;
}
