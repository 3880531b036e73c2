import type { CaseEvent } from './event';

/**
 * What an event touches; two events made apart merge when they touch nothing in common. `workflow` is the place in the
 * procedure, `handling` which office does what. `everything` collides with whatever else touched the case: a decision is valid only for the case its author saw.
 */
export function touches(event: CaseEvent): readonly string[] {
  switch (event.type) {
    case 'application.amended':
    case 'record.corrected':
      return [
        ...Object.keys(event.payload.form).map((field) => `form.${field}`),
        ...('materials' in event.payload ? (event.payload.materials ?? []) : []).map(
          (material) => `material.${material.materialId}`,
        ),
      ];
    case 'tolerated.supplied':
      return event.payload.materials.map((material) => `material.${material.materialId}`);
    case 'extension.requested':
    case 'extension.approved':
    case 'extension.rejected':
      return ['extension'];
    case 'service.rated':
      return ['rating'];
    case 'afterCheck.recorded':
      return ['afterChecks'];
    case 'bundle.childFinished':
      return [`child.${event.payload.childId}`];
    case 'supplement.received':
      return [
        'workflow',
        ...Object.keys(event.payload.form).map((field) => `form.${field}`),
        ...event.payload.materials.map((material) => `material.${material.materialId}`),
      ];
    case 'decision.granted':
    case 'decision.refused':
    case 'application.accepted':
    case 'application.deemedAccepted':
      return ['everything'];
    case 'case.transferred':
    case 'transfer.accepted':
    case 'transfer.returned':
    case 'transfer.recalled':
      return ['workflow', 'handling'];
    case 'assistance.requested':
      return [`assistance.${event.id}`];
    case 'assistance.answered':
    case 'assistance.recalled':
      return [`assistance.${event.payload.requestId}`];
    case 'document.printed':
      return [];
    case 'application.received':
    case 'supplement.requested':
    case 'application.notAccepted':
    case 'stage.completed':
    case 'stage.skipped':
    case 'stage.returned':
    case 'specialProcedure.requested':
    case 'specialProcedure.approved':
    case 'specialProcedure.rejected':
    case 'specialProcedure.completed':
    case 'certificate.issued':
    case 'result.delivered':
    case 'application.withdrawn':
    case 'case.terminated':
    case 'bundle.opened':
    case 'case.closed':
    case 'case.archived':
      return ['workflow'];
  }
}

/** The parts of a case that both an event and what happened since its author looked have touched. */
export function collisions(event: CaseEvent, since: readonly CaseEvent[]): string[] {
  const mine = touches(event);
  if (mine.length === 0) return [];
  const others = new Set(since.flatMap(touches));
  if (others.size === 0) return [];
  if (mine.includes('everything') || others.has('everything')) return ['everything'];
  return mine.filter((part) => others.has(part));
}
