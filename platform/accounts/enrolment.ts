import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { takeNumber } from '../storage/counters';
import type { Platform } from '../platform';
import { inTransaction } from '../storage/database';

/** Codes are kept as hashes; small letters and spaces around do not matter. */
export const codeHash = (code: string) =>
  createHash('sha256').update(`enrolment|${code.trim().toUpperCase()}`).digest('hex');

export type Enrolled = { deviceId: string; deviceNumber: number; divisionCode: string; divisionName: string };
export type Enrolment = { kind: 'enrolled'; device: Enrolled } | { kind: 'codeUnknown' };

const sameText = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/**
 * Enrols a device with a one-time code. The same device asking again with the same code (its first answer was lost) gets
 * the same answer: its admission secret shows that it is the same.
 */
export async function enrolDevice(
  { db, epoch, registrations }: Pick<Platform, 'db' | 'epoch' | 'registrations'>,
  request: { code: string; deviceName: string; admissionSecret: string },
  now: Date,
): Promise<Enrolment> {
  return inTransaction(db, async (inside) => {
    const code = await inside
      .selectFrom('enrolment_codes')
      .innerJoin('divisions', 'divisions.code', 'enrolment_codes.division_code')
      .selectAll('enrolment_codes')
      .select('divisions.name as division_name')
      .where('code_hash', '=', codeHash(request.code))
      .forUpdate('enrolment_codes')
      .executeTakeFirst();
    if (!code) return { kind: 'codeUnknown' };
    const office = { divisionCode: code.division_code, divisionName: code.division_name };
    if (code.used_by_device !== null) {
      const device = await inside
        .selectFrom('devices')
        .selectAll()
        .where('device_id', '=', code.used_by_device)
        .executeTakeFirstOrThrow();
      if (!sameText(device.admission_secret, request.admissionSecret)) return { kind: 'codeUnknown' };
      const known = { deviceId: device.device_id, deviceNumber: device.device_number, ...office };
      return { kind: 'enrolled', device: known };
    }
    if (code.expires_at <= now) return { kind: 'codeUnknown' };
    const deviceId = randomUUID();
    const deviceNumber = await takeNumber(inside, {
      name: `device|${code.division_code}`,
      epoch: epoch.id,
      mayHaveGoneOn: epoch.isRestored,
    });
    const device = {
      device_id: deviceId,
      division_code: code.division_code,
      device_number: deviceNumber,
      device_name: request.deviceName,
      admission_secret: request.admissionSecret,
    };
    await inside
      .insertInto('devices')
      .values({ ...device, revoked_at: null })
      .execute();
    await registrations.note({ kind: 'device', ...device });
    await inside
      .updateTable('enrolment_codes')
      .set({ used_by_device: deviceId })
      .where('code_hash', '=', code.code_hash)
      .execute();
    return { kind: 'enrolled', device: { deviceId, deviceNumber, ...office } };
  });
}
