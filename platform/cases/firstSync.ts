import { deflateRawSync } from 'node:zlib';
import { countyOf } from '@shared/casework/handling';
import type { CaseHistory } from '@shared/protocol/caseHistories';
import { summaryForm, type CaseSummary } from '@shared/casework/summary';
import { packFirstSync, type FirstSyncBlock, type FirstSyncRequest } from '@shared/protocol/firstSync';
import type { SignedBody } from '@shared/sealing/signedEvent';
import type { Platform } from '../platform';
import { acceptedUnderReceipt } from './answers';
import { summaryOf } from './summaries';

/** A millisecond or two a block; others are answered between blocks. */
const deflate = (value: unknown) => deflateRawSync(JSON.stringify(value));

/** Cases of a block, as many as a page of a device's store has, and the bytes above which it is split. */
const blockCases = 48;
const blockBytes = 56 * 1024;
/** Cases of a page at most, and the bytes after which it ends: what a line of 256 kbit/s brings within the time-out. */
const pageCases = 20 * blockCases;
const pageBytes = 1024 * 1024;

type Whole = { summary: CaseSummary; history: CaseHistory };

/** The present position of a stream; what is given out later comes with the pull. */
async function headOf({ db }: Platform, stream: string): Promise<number> {
  const head = await db
    .selectFrom('stream_heads')
    .select('position')
    .where('stream', '=', stream)
    .executeTakeFirst();
  return head?.position ?? 0;
}

/** Cases in the order in which their receipts came into the stream. */
function casesBehind({ db }: Platform, stream: string, after: number, at: number) {
  return db
    .selectFrom('stream_entries')
    .innerJoin('events', 'events.event_id', 'stream_entries.event_id')
    .select(['stream_entries.position', 'events.case_id'])
    .where('stream_entries.stream', '=', stream)
    .where('stream_entries.position', '>', after)
    .where('stream_entries.position', '<=', at)
    .where('events.version', '=', 1)
    .orderBy('stream_entries.position')
    .limit(pageCases + 1)
    .execute();
}

/** Up to which version a stream has a case that was brought to its office later, and may have gone on without it since. */
async function broughtTo({ db }: Platform, stream: string, caseIds: readonly string[]) {
  const rows = await db
    .selectFrom('case_offices')
    .select(['case_id', 'version'])
    .where('division', '=', stream)
    .where('case_id', 'in', caseIds)
    .execute();
  return new Map(rows.map((row) => [row.case_id, row.version]));
}

/** Cases with their events, each as its row stood a moment ago: a step that comes in between is left to the pull. */
async function readWhole(platform: Platform, stream: string, caseIds: readonly string[]): Promise<Whole[]> {
  const { db } = platform;
  const rows = await db.selectFrom('cases').selectAll().where('case_id', 'in', caseIds).execute();
  const events = await db
    .selectFrom('events')
    .selectAll()
    .where('case_id', 'in', caseIds)
    .orderBy('case_id')
    .orderBy('version')
    .execute();
  const eventsOf = new Map<string, typeof events>();
  for (const event of events) {
    const own = eventsOf.get(event.case_id);
    if (own) own.push(event);
    else eventsOf.set(event.case_id, [event]);
  }
  const brought = await broughtTo(platform, stream, caseIds);
  const byId = new Map(rows.map((row) => [row.case_id, row]));
  return Promise.all(
    caseIds.map(async (caseId) => {
      const row = byId.get(caseId);
      if (!row) throw new Error('an accepted event has its case');
      const isAlways = stream === row.origin_division || stream === countyOf(row.origin_division);
      const last = isAlways ? row.version : Math.min(row.version, brought.get(caseId) ?? 0);
      const history = (eventsOf.get(caseId) ?? [])
        .filter(({ version }) => version <= last)
        .map((event) => {
          const { version, acceptedAt, assigned, receipt } = acceptedUnderReceipt(
            platform,
            event.hash,
            event,
          );
          // Parsed by its schema before it was accepted, and kept byte for byte.
          const body = JSON.parse(event.body) as SignedBody;
          const signed = { body, hash: event.hash, signature: event.signature };
          return { version, acceptedAt, assigned, receipt, signed };
        });
      const summary = await summaryOf(
        platform,
        row,
        history.map(({ signed }) => signed.body.event),
      );
      return { summary, history: { caseId, events: history } };
    }),
  );
}

/** A block, split in halves where its histories became too large for one value of a device's store. */
function blocksOf(epoch: string, whole: readonly Whole[]): FirstSyncBlock[] {
  const summaries = deflate(whole.map(({ summary }) => summary));
  const histories = deflate({ epoch, cases: whole.map(({ history }) => history) });
  if (histories.length <= blockBytes || whole.length < 2)
    return [{ cases: whole.length, summaries, histories }];
  const half = whole.length >> 1;
  return [...blocksOf(epoch, whole.slice(0, half)), ...blocksOf(epoch, whole.slice(half))];
}

/** One page of a first sync. A stream is only ever added to, so pages asked one after the other fit together. */
export async function readFirstSync(
  platform: Platform,
  { stream, after, at: asked }: FirstSyncRequest,
): Promise<Uint8Array> {
  const at = asked ?? (await headOf(platform, stream));
  const found = await casesBehind(platform, stream, after, at);
  const due = found.slice(0, pageCases);
  const epoch = platform.epoch.id;
  const blocks: FirstSyncBlock[] = [];
  let size = 0;
  let taken = 0;
  while (taken < due.length && size < pageBytes) {
    const part = due.slice(taken, taken + blockCases);
    const whole = await readWhole(
      platform,
      stream,
      part.map((row) => row.case_id),
    );
    for (const block of blocksOf(epoch, whole)) {
      blocks.push(block);
      size += block.summaries.length + block.histories.length;
    }
    taken += part.length;
  }
  const next = due[taken - 1]?.position ?? at;
  return packFirstSync({ epoch, stream, at, next, more: taken < found.length, summaryForm }, blocks);
}
