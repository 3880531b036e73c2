import { strFromU8, strToU8 } from 'fflate';
import { z } from 'zod';
import { CaseSummary } from '../casework/summary';
import { DivisionCode, Id } from '../casework/identifiers';

export const firstSyncPath = '/v1/first-sync';

/**
 * GET /v1/first-sync?stream&after&at. For a device that holds nothing of a stream yet: its cases as they stand, page by page, each with
 * its summary and its confirmed events. The first request has no `at`; the answer names the position of the stream from which the
 * ordinary pull goes on afterwards, and the following requests repeat it. What a case has gone through since is in its page already
 * and comes again with the pull.
 */
export const FirstSyncRequest = z.strictObject({
  stream: DivisionCode,
  /** Position behind which cases come, by the position of their receipt: `next` of the page before. */
  after: z.coerce.number().int().nonnegative().default(0),
  at: z.coerce.number().int().nonnegative().optional(),
});
export type FirstSyncRequest = z.infer<typeof FirstSyncRequest>;

const bytes = z.number().int().positive();

/**
 * What stands at the front of a page: four bytes that say the length of this head (big-endian), the head as JSON in UTF-8, then for
 * each block its summaries and its histories, both JSON under raw DEFLATE. The summaries are an array of `CaseSummary` with nothing
 * pending; the histories are `CaseHistories` of the same cases in the same order.
 */
export const FirstSyncHead = z.strictObject({
  epoch: Id,
  stream: DivisionCode,
  at: z.number().int().nonnegative(),
  next: z.number().int().nonnegative(),
  more: z.boolean(),
  /** Which form the summaries have; a device that computes another one takes the ordinary pull. */
  summaryForm: z.number().int().positive(),
  /** Cases and lengths in bytes. */
  blocks: z.array(z.strictObject({ cases: z.number().int().positive(), summaries: bytes, histories: bytes })),
});
export type FirstSyncHead = z.infer<typeof FirstSyncHead>;

/** The cases of one block: deflated, as they travel and, of the histories, as they are kept. */
export type FirstSyncBlock = { cases: number; summaries: Uint8Array; histories: Uint8Array };

const { extensionDays, marks } = CaseSummary.shape;
/** Whole: what is left out would be missing where the bytes are kept as they came. */
export const BlockSummaries = z.array(
  CaseSummary.extend({
    extensionDays: extensionDays.removeDefault(),
    marks: marks.removeDefault(),
    pending: z.literal(0),
  }),
);
export type BlockSummaries = z.infer<typeof BlockSummaries>;

const headBytes = 4;
const longestHead = 64 * 1024;

/** Puts a page together. */
export function packFirstSync(
  head: Omit<FirstSyncHead, 'blocks'>,
  blocks: readonly FirstSyncBlock[],
): Uint8Array<ArrayBuffer> {
  const lengths = blocks.map(({ cases, summaries, histories }) => ({
    cases,
    summaries: summaries.length,
    histories: histories.length,
  }));
  const text = strToU8(JSON.stringify({ ...head, blocks: lengths }));
  const parts = [text, ...blocks.flatMap(({ summaries, histories }) => [summaries, histories])];
  const packed = new Uint8Array(parts.reduce((sum, { length }) => sum + length, headBytes));
  new DataView(packed.buffer).setUint32(0, text.length);
  let at = headBytes;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

/** Takes a page apart; undefined where it is not one. The blocks are views of the bytes that came in. */
export function unpackFirstSync(
  packed: Uint8Array,
): { head: FirstSyncHead; blocks: FirstSyncBlock[] } | undefined {
  if (packed.length < headBytes) return undefined;
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  if (length > longestHead || headBytes + length > packed.length) return undefined;
  const head = FirstSyncHead.safeParse(parsed(packed.subarray(headBytes, headBytes + length)));
  if (!head.success) return undefined;
  let at = headBytes + length;
  const take = (size: number) => packed.subarray(at, (at += size));
  const blocks = head.data.blocks.map(({ cases, summaries, histories }) => ({
    cases,
    summaries: take(summaries),
    histories: take(histories),
  }));
  return at === packed.length ? { head: head.data, blocks } : undefined;
}

function parsed(text: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(text));
  } catch {
    return undefined;
  }
}
