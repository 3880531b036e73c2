import type { MaterialState } from '@shared/protocol/materials';
import type { Database } from '../storage/database';
import type { ProblemCode } from '../problems';
import type { Arrivals } from './arrivals';
import type { Checks } from './checks';
import { kindOf } from './fileKind';
import type { MaterialStore } from './materialStore';
import { statesOf } from './states';

type Given = { db: Database; store: MaterialStore; arrivals: Arrivals; checks: Checks; now: () => Date };
/** An upload as the table has it. */
export type OpenUpload = {
  upload_id: string;
  sha256: string;
  size: number;
  device_id: string;
  file_kinds: string;
};

export type TakenIn = { kind: 'taken'; state: MaterialState } | { kind: 'refused'; code: ProblemCode };

/** How long the last answer waits for the scanner, in milliseconds; it goes on scanning afterwards. */
const scanPatience = 8000;

const pause = (milliseconds: number) =>
  new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), milliseconds);
  });

/**
 * Makes a whole upload a file: its kind by its content, its hash over every byte, onto the shelf, then past the scanner. The upload is
 * gone afterwards, whatever came out; nothing is kept of a file that is not what it was said to be. The caller holds the upload's lease.
 */
export async function takeIn(given: Given, upload: OpenUpload): Promise<TakenIn> {
  const { db, store, arrivals, checks, now } = given;
  const { upload_id: uploadId, sha256 } = upload;
  const endUpload = async () => {
    await arrivals.remove(uploadId);
    await db.deleteFrom('uploads').where('upload_id', '=', uploadId).execute();
  };
  const refuse = async (code: ProblemCode): Promise<TakenIn> => {
    await endUpload();
    return { kind: 'refused', code };
  };

  const before = (await statesOf(db, [sha256])).get(sha256);
  if (before === 'infected') return refuse('infected');
  const kind = await kindOf(await arrivals.read(uploadId));
  if (kind === undefined || !upload.file_kinds.split(',').includes(kind)) return refuse('otherKind');
  const put = await store.put(sha256, await arrivals.read(uploadId));
  switch (put.kind) {
    case 'hashMismatch':
      await db
        .insertInto('material_alarms')
        .values({ sha256, kind: 'hashMismatch', device_id: upload.device_id, detail: '', raised_at: now() })
        .execute();
      return refuse('hashMismatch');
    case 'tooLarge':
      return refuse('tooLarge');
    case 'empty':
      return refuse('badRequest');
    case 'stored':
  }
  await db
    .insertInto('materials')
    .values({ sha256, size: put.size, stored_at: now(), state: checks.first })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await endUpload();
  if (before === 'stored' || checks.first === 'stored') return { kind: 'taken', state: 'stored' };
  const state = (await Promise.race([checks.check(sha256), pause(scanPatience)])) ?? 'checking';
  return state === 'infected' ? { kind: 'refused', code: 'infected' } : { kind: 'taken', state };
}
