import { permittedSteps } from '@shared/casework/permitted';
import { describeEntry } from './attention';
import { checkBeforeOpening } from './checkBlocks';
import { actorsOf } from './actors';
import { foldCase } from './foldCase';
import { readCases } from './reading';
import type { StoredEvent } from './records';
import type { CaseFile, TimelineEntry } from './storeApi';
import type { WorkingStore } from './workingStore';

function timelineEntry({ signed, place }: StoredEvent): TimelineEntry {
  const known = place.kind === 'confirmed' || place.kind === 'answered';
  return {
    event: signed.body.event,
    version: known ? place.version : undefined,
    assigned: known ? place.assigned : {},
    refused: place.kind === 'refused' ? place.refusal : undefined,
  };
}

/** Opens a case for reading; undefined where this device does not have it. */
export async function readCaseFile(store: WorkingStore, caseId: string): Promise<CaseFile | undefined> {
  await checkBeforeOpening(store, caseId);
  const events = (await readCases(store, [caseId])).get(caseId);
  const folded = foldCase([...(events?.values() ?? [])], store.items, store.marks.epoch);
  const row = store.memory.row(caseId);
  if (folded.kind !== 'folded' || !row) return undefined;
  const { workflow, snapshot, state, facts, timeline } = folded;
  const entries = [...store.attention.values()].filter(
    ({ settled, signed }) => !settled && signed.body.event.caseId === caseId,
  );
  return {
    row,
    state,
    facts,
    timeline: timeline.map(timelineEntry),
    steps: permittedSteps(workflow, snapshot, actorsOf(store)),
    attention: entries.map((record) =>
      describeEntry(record, facts, [...(events?.values() ?? [])], store.items),
    ),
    children: facts.children.flatMap((child) => store.memory.row(child.caseId) ?? []),
    parent: facts.bundleOf && store.memory.row(facts.bundleOf.caseId),
  };
}
