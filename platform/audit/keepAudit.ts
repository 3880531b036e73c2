import type { SignedAuditEntry } from '@shared/audit/auditEntry';
import { findCredentials } from '../accounts/credentials';
import { authenticate } from '../cases/authentic';
import type { Platform } from '../platform';

/**
 * Keeps a device's audit entries, in order, up to the first one that is not what a key of that device has signed. The same entry
 * twice is kept once. Answers the sequence up to which everything offered is kept.
 */
export async function keepAudit(
  { db, now }: Pick<Platform, 'db' | 'now'>,
  entries: readonly SignedAuditEntry[],
): Promise<number> {
  let keptUpTo = (entries[0]?.body.sequence ?? 1) - 1;
  const credentials = await findCredentials(
    db,
    entries.map(({ body }) => body.credentialId),
  );
  for (const { body, hash, signature } of entries) {
    const authenticity = authenticate(
      { body, hash, signature },
      credentials.get(body.credentialId.toLowerCase()),
    );
    if (authenticity.kind === 'notAuthentic') break;
    await db
      .insertInto('audit_entries')
      .values({
        device_id: body.deviceId,
        hash,
        sequence: body.sequence,
        account_id: body.event.accountId,
        what: body.event.act.what,
        at: new Date(body.event.at),
        body: JSON.stringify(body),
        signature,
        received_at: now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    keptUpTo = body.sequence;
  }
  return keptUpTo;
}
