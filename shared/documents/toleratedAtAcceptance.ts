import type { CaseEvent, MaterialRecord } from '../casework/event';

/**
 * Ids of the materials that stood open when the case was accepted 容缺受理. They are read from the events, because the papers
 * that come afterwards take their place in the case while the notice still has to say what was promised.
 */
export function toleratedAtAcceptance(events: readonly CaseEvent[]): string[] {
  const status = new Map<string, MaterialRecord['status']>();
  for (const event of events) {
    if (event.type === 'application.accepted') break;
    if (!('materials' in event.payload)) continue;
    for (const record of event.payload.materials ?? []) status.set(record.materialId, record.status);
  }
  return [...status].flatMap(([id, one]) => (one === 'tolerated' ? [id] : []));
}
