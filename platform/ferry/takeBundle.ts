import type { FerryHead, FerryNote, ToDevice, ToPlatform } from '@shared/sealing/ferry/label';
import { FerriedPush, type FerriedAnswer } from '@shared/sealing/ferry/messages';
import { readMessage } from '@shared/sealing/ferry/records';
import { takeEvents } from '../cases/accept';
import type { Platform } from '../platform';
import { writeReturn } from './answerBundle';
import { readBody } from './bundleFile';
import { keepFile } from './keepFile';
import { missesEarlier } from './missingEarlier';
import { checkBundle, type NotTaken } from './readBundle';
import { notesOn, noteBundle } from './register';

export type TakenBundle = {
  kind: 'taken';
  /** What was taken in, and what goes back; the file is the caller's to send and to delete. */
  label: ToPlatform;
  answer: { path: string; head: FerryHead & { label: ToDevice } };
};

let turn: Promise<unknown> = Promise.resolve();

/**
 * Takes a bundle in 导入: first all of it is checked, then its files are stored and its events go the way of every push. However often
 * and in whatever order bundles come, each event counts once. Bundles are taken one after the other, because each may be large.
 */
export function takeBundle(platform: Platform, path: string, by: string): Promise<TakenBundle | NotTaken> {
  const taken = turn.then(() => take(platform, path, by));
  turn = taken.catch(() => undefined);
  return taken;
}

async function take(platform: Platform, path: string, by: string): Promise<TakenBundle | NotTaken> {
  const { db, epoch, ferry, now } = platform;
  const checked = await checkBundle(platform, path);
  if (checked.kind === 'problem') return checked;
  const { head, cursors, links } = checked;
  const { label } = head;
  const isOfEarlierEpoch = label.epoch !== undefined && label.epoch !== epoch.id;
  const hasGap = await missesEarlier(platform, links);
  if (hasGap && !isOfEarlierEpoch) return { kind: 'problem', code: 'earlierMissing' };
  const notes: FerryNote[] = await notesOn(db, head);
  if (isOfEarlierEpoch) notes.push('earlierEpoch');
  const results: FerriedAnswer[] = [];
  for await (const record of readBody(path, ferry.identity)) {
    if (record.head.kind === 'material') await keepFile(platform, record.head.sha256, record.bytes);
    // Behind what a restore has taken away: the device learns of it by the answer, and its next bundle brings all.
    if (record.head.kind !== 'push' || hasGap) continue;
    const { as, events } = readMessage(record, FerriedPush);
    const caseIds = events.map(({ signed }) => signed.body.event.caseId);
    results.push({ as, caseIds, answer: { epoch: epoch.id, results: await takeEvents(platform, events) } });
  }
  await noteBundle(db, head, { by, at: now() });
  await db
    .updateTable('devices')
    .set({ ferry_recipient: label.replyTo })
    .where('device_id', '=', label.deviceId)
    .execute();
  const { deviceId, replyTo } = label;
  const given = { deviceId, sealedTo: replyTo, answers: head, results, cursors, notes, by };
  return { kind: 'taken', label, answer: await writeReturn(platform, given) };
}
