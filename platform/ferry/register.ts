import type { FerryHead, FerryNote } from '@shared/sealing/ferry/label';
import { chainStart } from '@shared/sealing/signedEntry';
import type { Database, Inside } from '../storage/database';

type Noted = { by: string; at: Date; answerTo?: string };

/** Writes a bundle down 登记. The same one again changes nothing. */
export async function noteBundle(
  db: Database | Inside,
  { label, hash }: FerryHead,
  { by, at, answerTo }: Noted,
): Promise<void> {
  await db
    .insertInto('ferry_bundles')
    .values({
      hash,
      direction: label.direction,
      device_id: label.deviceId,
      number: label.number,
      events: label.counts.events,
      materials: label.counts.materials,
      made_at: new Date(label.madeAt),
      noted_at: at,
      noted_by: by,
      answer_to: answerTo ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What is to be said of a bundle beside what came before it. */
export async function notesOn(db: Database, { label, hash }: FerryHead): Promise<FerryNote[]> {
  const rows = await db
    .selectFrom('ferry_bundles')
    .select(['hash', 'number'])
    .where('device_id', '=', label.deviceId)
    .where('direction', '=', 'toPlatform')
    .execute();
  const isAgain = rows.some((row) => row.hash === hash);
  if (isAgain) return ['again'];
  const numbers = new Set(rows.map((row) => row.number));
  const last = Math.max(0, ...numbers);
  return [
    ...(numbers.has(label.number) ? (['numberTwice'] as const) : []),
    ...(last > label.number ? (['newerCameFirst'] as const) : []),
    ...(label.number > last + 1 ? (['gapBefore'] as const) : []),
  ];
}

/** Number and predecessor of the next bundle to a device. */
export async function nextToDevice(db: Database, deviceId: string) {
  const last = await db
    .selectFrom('ferry_bundles')
    .select(['hash', 'number'])
    .where('device_id', '=', deviceId)
    .where('direction', '=', 'toDevice')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { number: (last?.number ?? 0) + 1, previousHash: last?.hash ?? chainStart };
}
