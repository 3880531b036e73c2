import { applyEvent } from '@shared/casework/applyEvent';
import type { CaseState } from '@shared/casework/caseState';
import type { CaseEvent } from '@shared/casework/event';
import {
  readSnapshot,
  stepFor,
  workflowOf,
  type CaseSnapshot,
  type Workflow,
} from '@shared/casework/machine';
import type { ItemBook } from './itemBook';
import type { Place, StoredEvent } from './records';

/** A case as this device sees it: the platform's history, then what was done here and is not history yet. */
export type FoldedCase = {
  kind: 'folded';
  workflow: Workflow;
  snapshot: CaseSnapshot;
  state: string;
  facts: CaseState;
  /** Last version that pull has brought. */
  version: number;
  /** The last confirmed version that counts here, in the epoch that counted it: what an event made now names as its base. */
  base: { baseVersion: number; baseEpoch?: string };
  officialNumber: string | undefined;
  /** Events of this device that the platform has not answered. */
  pending: number;
  /** All events in the order in which they count; those refused, or no longer fitting, stand where they were made. */
  timeline: StoredEvent[];
  /** The last event that counts. */
  last: StoredEvent;
};
export type Folding =
  | FoldedCase
  /** Nothing says yet what this case is: its receipt was refused, or has not come. */
  | { kind: 'noReceipt' }
  | { kind: 'unknownItem'; itemCode: string };

type Confirmed = StoredEvent & { place: Extract<Place, { kind: 'confirmed' }> };
const isConfirmed = (event: StoredEvent): event is Confirmed => event.place.kind === 'confirmed';
const byVersion = (a: Confirmed, b: Confirmed) => a.place.version - b.place.version;
const bySequence = (a: StoredEvent, b: StoredEvent) => a.signed.body.sequence - b.signed.body.sequence;

/**
 * The order in which events count: the history of the present epoch without a gap; what an earlier epoch had confirmed and
 * this one has not brought yet; what this device added. Refused events do not count.
 */
export function orderEvents(events: readonly StoredEvent[], epoch: string | undefined) {
  const confirmed = events.filter(isConfirmed);
  const present = confirmed.filter(({ place }) => place.epoch === epoch).sort(byVersion);
  const gap = present.findIndex(({ place }, index) => place.version !== index + 1);
  const history = gap < 0 ? present : present.slice(0, gap);
  const earlier = confirmed.filter(({ place }) => place.epoch !== epoch).sort(byVersion);
  const own = events
    .filter(({ place }) => place.kind === 'pending' || place.kind === 'answered')
    .sort(bySequence);
  const refused = events.filter(({ place }) => place.kind === 'refused').sort(bySequence);
  const last = earlier.at(-1)?.place ?? history.at(-1)?.place;
  const base = last ? { baseVersion: last.version, baseEpoch: last.epoch } : { baseVersion: 0 };
  return { history, added: [...earlier, ...own], refused, base };
}

/** Takes what the platform has confirmed as it is, even where this program's rules would not have allowed it. */
function applyConfirmed(workflow: Workflow, snapshot: CaseSnapshot, event: CaseEvent): CaseSnapshot {
  const verdict = workflow.decide(snapshot, event);
  if (verdict.kind === 'accepted') return verdict.snapshot;
  const { state, facts } = readSnapshot(snapshot);
  const steps = workflow.transitions[state]?.[event.type];
  const target = stepFor(steps, { item: workflow.item, state: facts, event })?.target ?? state;
  return workflow.machine.resolveState({ value: target, context: applyEvent(facts, event) });
}

const numberOf = ({ place }: StoredEvent) =>
  place.kind === 'confirmed' || place.kind === 'answered' ? place.assigned.caseNumber : undefined;

/** Folds the events of one case. Pure. */
export function foldCase(
  events: readonly StoredEvent[],
  items: ItemBook,
  epoch: string | undefined,
): Folding {
  const { history, added, refused, base } = orderEvents(events, epoch);
  const received = [...history, ...added].find(
    ({ signed }) => signed.body.event.type === 'application.received',
  );
  const receipt = received?.signed.body.event;
  if (!received || receipt?.type !== 'application.received') return { kind: 'noReceipt' };
  const { itemCode, itemVersion } = receipt.payload;
  const item = items.find(itemCode, itemVersion);
  if (!item) return { kind: 'unknownItem', itemCode };

  const workflow = workflowOf(item);
  let snapshot = workflow.start();
  let last = received;
  for (const one of history) {
    snapshot = applyConfirmed(workflow, snapshot, one.signed.body.event);
    last = one;
  }
  for (const one of added) {
    const verdict = workflow.decide(snapshot, one.signed.body.event);
    // An event that no longer fits waits: the platform decides whether it is refused.
    if (verdict.kind === 'refused') continue;
    snapshot = verdict.snapshot;
    last = one;
  }
  const { state, facts } = readSnapshot(snapshot);
  if (!facts.received) return { kind: 'noReceipt' };
  return {
    kind: 'folded',
    workflow,
    snapshot,
    state,
    facts,
    version: history.length,
    base,
    officialNumber: numberOf(received),
    pending: added.filter(({ place }) => place.kind === 'pending').length,
    timeline: [...history, ...added, ...refused],
    last,
  };
}
