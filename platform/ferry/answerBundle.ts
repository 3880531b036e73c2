import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { filesOf } from '@shared/casework/filesOf';
import type { PullAnswer } from '@shared/protocol/pull';
import { ferryFormat, type FerryHead, type FerryNote, type ToDevice } from '@shared/sealing/ferry/label';
import type {
  FerriedAnswer,
  FerriedCatalogue,
  FerriedCursors,
  FerriedPage,
  FerriedStanding,
} from '@shared/sealing/ferry/messages';
import { materialRecord, messageRecord, type FerryRecord } from '@shared/sealing/ferry/records';
import { hashBody } from '@shared/sealing/signedEntry';
import { readStream } from '../cases/confirmed';
import { calendarsFor } from '../catalogue/published';
import { findMaterial } from '../materials/states';
import type { Platform } from '../platform';
import { writeBundle } from './bundleFile';
import { nextToDevice, noteBundle } from './register';

/** What goes back to a device. */
export type Return = {
  deviceId: string;
  sealedTo: string;
  /** The bundle that is answered. */
  answers?: FerryHead | undefined;
  results: readonly FerriedAnswer[];
  cursors: FerriedCursors['cursors'];
  notes: readonly FerryNote[];
  /** The account that carries it, or `operator`. */
  by: string;
};

const pageSize = 200;
/** Pages of one bundle; what is behind them comes with the next. */
const mostPages = 100;
/** Bytes of others' files in one bundle; those that do not fit are read where there is a network. */
const mostFileBytes = 64 * 1024 * 1024;

async function officeOf({ db }: Platform, deviceId: string) {
  return db
    .selectFrom('devices')
    .innerJoin('divisions', 'divisions.code', 'devices.division_code')
    .select(['devices.device_number', 'devices.division_code', 'divisions.name'])
    .where('device_id', '=', deviceId)
    .executeTakeFirstOrThrow();
}

/** Who works on the device, and whether they still may: takes effect there when the bundle is taken in. */
async function standingOf({ db, epoch }: Platform, deviceId: string): Promise<FerriedStanding> {
  const rows = await db
    .selectFrom('accounts')
    .select(['login_name', 'disabled_at'])
    .where('account_id', 'in', (inner) =>
      inner.selectFrom('credentials').select('account_id').where('device_id', '=', deviceId),
    )
    .execute();
  return {
    earlierEpochs: [...epoch.earlier],
    accounts: rows.map((row) => ({ loginName: row.login_name, inForce: row.disabled_at === null })),
  };
}

/** What the platform hands out to offices 下发, as GET /v1/calendars and GET /v1/catalogue answer it. */
async function* handedOut({ db, catalogue }: Platform, divisionCode: string): AsyncGenerator<FerryRecord> {
  yield messageRecord('calendars', await calendarsFor(db, divisionCode));
  const content: FerriedCatalogue = { version: await catalogue.version(), items: await catalogue.served() };
  yield messageRecord('catalogue', content);
}

async function readFile({ db, uploads }: Platform, sha256: string): Promise<Buffer | undefined> {
  if ((await findMaterial(db, sha256))?.state !== 'stored') return undefined;
  const found = await uploads.store.get(sha256);
  if (!found) return undefined;
  const pieces: Buffer[] = [];
  for await (const piece of found.bytes as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Files of other devices' steps that a page names, as far as they fit. */
async function* filesOfPage(platform: Platform, deviceId: string, page: PullAnswer, room: { bytes: number }) {
  for (const { signed } of page.events) {
    if (signed.body.deviceId === deviceId) continue;
    for (const { sha256, size } of filesOf(signed.body.event)) {
      if (size > room.bytes) continue;
      const bytes = await readFile(platform, sha256).catch(() => undefined);
      if (!bytes) continue;
      room.bytes -= bytes.length;
      yield materialRecord(sha256, bytes);
    }
  }
}

type Written = { path: string; head: FerryHead & { label: ToDevice } };

/**
 * Writes the bundle for a device into the platform's own folder: who still works there, what is handed out, the answers, what others did. Numbers
 * go up one by one, whichever process writes.
 */
export const writeReturn = (platform: Platform, given: Return): Promise<Written> =>
  platform.inTurn('ferryNumber', () => write(platform, given));

async function write(platform: Platform, given: Return): Promise<Written> {
  const { deviceId, answers, cursors } = given;
  const { epoch, now } = platform;
  const office = await officeOf(platform, deviceId);
  const { number, previousHash } = await nextToDevice(platform.db, deviceId);
  // Whoever sent an older format reads no newer one.
  const format = answers?.label.format ?? ferryFormat;
  const bundleId = randomUUID();
  const counts = { events: 0, materials: 0 };
  let more = false;

  async function* pages(): AsyncGenerator<FerryRecord> {
    const cursor = cursors.find(({ stream }) => stream === office.division_code);
    if (!cursor) return;
    const room = { bytes: mostFileBytes };
    const { stream } = cursor;
    let after = cursor.epoch === epoch.id ? cursor.after : 0;
    more = true;
    for (let page = 0; more && page < mostPages; page += 1) {
      const read = await readStream(platform, { stream, after, limit: pageSize });
      const answer: PullAnswer = { epoch: epoch.id, ...read };
      for await (const file of filesOfPage(platform, deviceId, answer, room)) {
        counts.materials += 1;
        yield file;
      }
      const content: FerriedPage = { stream, after, answer };
      yield messageRecord('page', content);
      counts.events += read.events.length;
      after = read.events.at(-1)?.position ?? after;
      ({ more } = read);
    }
  }
  async function* records(): AsyncGenerator<FerryRecord> {
    let written = 0;
    const content = async function* () {
      // First, so that whoever takes it in knows whose history the rest is of.
      yield messageRecord('standing', await standingOf(platform, deviceId));
      if (format >= 2) yield* handedOut(platform, office.division_code);
      for (const result of given.results) yield messageRecord('answer', result);
      yield* pages();
    };
    for await (const record of content()) {
      written += 1;
      yield record;
    }
    yield messageRecord('end', { bundleId, deviceId, number, records: written });
  }
  const ofKind = (...kinds: string[]) =>
    given.results.flatMap(({ answer }) => answer.results).filter(({ kind }) => kinds.includes(kind)).length;
  const headOf = (body: ToDevice['body']): FerryHead => {
    const label: ToDevice = {
      direction: 'toDevice',
      format,
      bundleId,
      deviceId,
      deviceNumber: office.device_number,
      divisionCode: office.division_code,
      divisionName: office.name,
      number,
      previousHash,
      madeAt: now().toISOString(),
      more,
      counts,
      sealedTo: given.sealedTo,
      body,
      epoch: epoch.id,
      ...(answers && { answers: { number: answers.label.number, hash: answers.hash } }),
      results: {
        accepted: ofKind('accepted'),
        known: ofKind('duplicate'),
        refused: ofKind('refused'),
        deferred: ofKind('deferred'),
      },
      notes: [...given.notes],
    };
    const hash = hashBody(label);
    return { label, hash, signature: platform.ferry.sign(hash) };
  };
  const path = join(platform.ferryFolder, `${bundleId}.ljferry`);
  const head = (await writeBundle(path, given.sealedTo, records(), headOf)) as FerryHead & {
    label: ToDevice;
  };
  const answerTo = answers && { answerTo: answers.hash };
  await noteBundle(platform.db, head, { by: given.by, at: now(), ...answerTo });
  return { path, head };
}
