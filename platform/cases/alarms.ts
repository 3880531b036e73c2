import type { SignedEvent } from '@shared/sealing/signedEvent';
import type { Database, Inside } from '../storage/database';

/** An event that a person of the platform has to look into, kept whole; once for its hash and kind. */
export const alarmOf = (db: Database | Inside, signed: SignedEvent, kind: string, raisedAt: Date) =>
  db
    .insertInto('alarms')
    .values({
      hash: signed.hash,
      kind,
      device_id: signed.body.deviceId,
      event_id: signed.body.event.id,
      signed: JSON.stringify(signed),
      raised_at: raisedAt,
    })
    .onConflict((conflict) => conflict.doNothing());
