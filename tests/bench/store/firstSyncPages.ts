import { deflateRawSync } from 'node:zlib';
import { summarise, summaryForm, type CaseSummary } from '@shared/casework/summary';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import { packFirstSync, type FirstSyncBlock } from '@shared/protocol/firstSync';
import { foldCase } from '../../../renderer/store/foldCase';
import { createItemBook } from '../../../renderer/store/itemBook';
import type { StoredEvent } from '../../../renderer/store/records';

const deflate = (value: unknown) => deflateRawSync(JSON.stringify(value));
const [blockCases, pageCases] = [48, 960];

export type WholeCase = { caseId: string; summary: CaseSummary; events: ConfirmedEvent[] };

/** The cases of a history with the summaries that a platform keeps beside them, in the order of their receipts. */
export function wholeCases(
  history: readonly ConfirmedEvent[],
  items: readonly ServiceItem[],
  epoch: string,
): WholeCase[] {
  const asStored = ({ stream: _, position: __, signed, ...taken }: ConfirmedEvent): StoredEvent => ({
    signed,
    place: { kind: 'confirmed', epoch, ...taken },
  });
  const events = new Map<string, ConfirmedEvent[]>();
  for (const one of history) {
    const { caseId } = one.signed.body.event;
    const known = events.get(caseId);
    if (known) known.push(one);
    else events.set(caseId, [one]);
  }
  const book = createItemBook(items, []);
  return [...events].map(([caseId, own]) => {
    const folded = foldCase(own.map(asStored), book, epoch);
    if (folded.kind !== 'folded') throw new Error('a history begins with a receipt of a known item');
    const { actor, recordedAt } = folded.last.signed.body.event;
    const summary = summarise(folded.workflow.item, folded, {
      officialNumber: folded.officialNumber,
      version: folded.version,
      pending: 0,
      lastActor: actor.name,
      lastChangeAt: recordedAt,
    });
    return { caseId, summary, events: own };
  });
}

/** Makes the pages of a first sync ready; answers the page behind a position. Cases stand there by their receipts, in order. */
export function firstSyncPages(
  cases: readonly WholeCase[],
  { epoch, stream, at }: { epoch: string; stream: string; at: number },
): (after: number) => Uint8Array {
  const pages = new Map<number, Uint8Array>();
  let after = 0;
  for (let from = 0; from < cases.length; from += pageCases) {
    const part = cases.slice(from, from + pageCases);
    const blocks: FirstSyncBlock[] = [];
    for (let start = 0; start < part.length; start += blockCases) {
      const some = part.slice(start, start + blockCases);
      const histories = some.map(({ caseId, events }) => ({
        caseId,
        events: events.map(({ stream: _, position: __, ...rest }) => rest),
      }));
      blocks.push({
        cases: some.length,
        summaries: deflate(some.map(({ summary }) => summary)),
        histories: deflate({ epoch, cases: histories }),
      });
    }
    const next = part.at(-1)?.events[0]?.position ?? at;
    const more = from + pageCases < cases.length;
    pages.set(after, packFirstSync({ epoch, stream, at, next, more, summaryForm }, blocks));
    after = next;
  }
  return (behind) => {
    const page = pages.get(behind);
    if (!page) throw new Error(`no page begins behind ${behind}`);
    return page;
  };
}
