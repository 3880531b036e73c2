import { deflateSync, strToU8 } from 'fflate';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { summarise, summaryForm, type CaseSummary } from '@shared/casework/summary';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import { packFirstSync, type FirstSyncBlock } from '@shared/protocol/firstSync';
import { epoch } from './storedEvents';

const pack = (value: unknown) => deflateSync(strToU8(JSON.stringify(value)));

/** The summary that a platform keeps beside a case with these events. */
function summaryOf(events: readonly ConfirmedEvent[]): CaseSummary {
  const all = events.map(({ signed }) => signed.body.event);
  const last = all.at(-1);
  if (!last) throw new Error('a case has events');
  return summarise(sampleItem, readSnapshot(workflowOf(sampleItem).fold(all)), {
    officialNumber: events[0]?.assigned.caseNumber,
    version: events.length,
    pending: 0,
    lastActor: last.actor.name,
    lastChangeAt: last.recordedAt,
  });
}

export type Changes = {
  /** Instead of the summary that the events give. */
  summary?: (summary: CaseSummary) => CaseSummary;
  /** Instead of the events that the summary was made from. */
  event?: (event: ConfirmedEvent) => ConfirmedEvent;
};

/** A page of a first sync with these events, `perBlock` cases a block; what a bad platform changes comes through `changes`. */
export function firstPage(
  events: readonly ConfirmedEvent[],
  place: { at: number; next: number; more: boolean },
  changes: Changes = {},
  perBlock = 48,
): Uint8Array {
  const cases = new Map<string, ConfirmedEvent[]>();
  for (const one of events) {
    const { caseId } = one.signed.body.event;
    cases.set(caseId, [...(cases.get(caseId) ?? []), one]);
  }
  const { summary = (same) => same, event = (same) => same } = changes;
  const blocks: FirstSyncBlock[] = [];
  const all = [...cases];
  for (let from = 0; from < all.length; from += perBlock) {
    const part = all.slice(from, from + perBlock);
    const histories = part.map(([caseId, own]) => ({
      caseId,
      events: own.map(event).map(({ stream: _, position: __, ...rest }) => rest),
    }));
    blocks.push({
      cases: part.length,
      summaries: pack(part.map(([, own]) => summary(summaryOf(own)))),
      histories: pack({ epoch, cases: histories }),
    });
  }
  return packFirstSync({ epoch, stream: '230828101', summaryForm, ...place }, blocks);
}
