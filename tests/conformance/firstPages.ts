import { inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { CaseSummary } from '@shared/casework/summary';
import { CaseHistory } from '@shared/protocol/caseHistories';
import {
  BlockSummaries,
  firstSyncPath,
  unpackFirstSync,
  type FirstSyncHead,
} from '@shared/protocol/firstSync';
import { problemIn, type Device, type Raw } from './client';

/** Pages of a first sync, taken apart. */
export type FirstPage = { head: FirstSyncHead; summaries: CaseSummary[]; histories: CaseHistory[] };

const Histories = z.strictObject({ epoch: z.string(), cases: z.array(CaseHistory) });

/** One request of a first sync, as it is. */
export function askFirst(
  device: Device,
  query: { stream?: string; after?: number; at?: number },
  token = device.token,
): Promise<Raw> {
  const { stream = device.divisionCode, ...place } = query;
  const said = new URLSearchParams(
    Object.entries({ stream, ...place }).map(([key, value]) => [key, String(value)]),
  );
  return device.exchange('GET', `${firstSyncPath}?${said.toString()}`, {}, token);
}

function inflated<T>(schema: z.ZodType<T>, bytes: Uint8Array, what: string): T {
  const read = schema.safeParse(JSON.parse(inflateRawSync(bytes).toString('utf8')));
  if (read.success) return read.data;
  throw new Error(
    `${what} of a block do not fit the schema at ${read.error.issues[0]?.path.join('.') ?? 'top'}`,
  );
}

/** A page, held to its layout; throws with what does not fit. */
export async function firstPage(device: Device, query: { after?: number; at?: number }): Promise<FirstPage> {
  const raw = await askFirst(device, query);
  if (raw.status !== 200) throw new Error(`problem "${problemIn(raw)}", expected a page`);
  if (raw.contentType !== 'application/octet-stream')
    throw new Error(`content type "${raw.contentType}", expected application/octet-stream`);
  const page = unpackFirstSync(raw.bytes);
  if (!page) throw new Error('the page is not laid out as head and blocks of the lengths that it names');
  const summaries: CaseSummary[] = [];
  const histories: CaseHistory[] = [];
  for (const block of page.blocks) {
    const own = inflated(Histories, block.histories, 'histories');
    const said = inflated(BlockSummaries, block.summaries, 'summaries');
    const ids = (all: { caseId: string }[]) => all.map(({ caseId }) => caseId).join();
    if (own.epoch !== page.head.epoch) throw new Error('a block is of another epoch than its page');
    if (own.cases.length !== block.cases || ids(own.cases) !== ids(said))
      throw new Error('summaries and histories of a block are not those of the same cases in one order');
    summaries.push(...said);
    histories.push(...own.cases);
  }
  return { head: page.head, summaries, histories };
}

/** A whole first sync behind a place, page after page as a device asks for it; `head` is the last one's. */
export async function firstSync(
  device: Device,
  query: { after?: number; at?: number } = {},
): Promise<FirstPage> {
  const whole = await firstPage(device, query);
  const { at } = whole.head;
  while (whole.head.more) {
    const { next } = whole.head;
    const page = await firstPage(device, { after: next, at });
    if (page.head.at !== at) throw new Error(`a page is of position ${page.head.at}, expected ${at}`);
    if (page.head.more && page.head.next <= next)
      throw new Error('a page said that there is more and did not go on');
    whole.head = page.head;
    whole.summaries.push(...page.summaries);
    whole.histories.push(...page.histories);
  }
  return whole;
}
