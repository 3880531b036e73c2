import type { CaseEventType } from '@shared/casework/event';

/** Steps that take something from the citizen or undo work: shown apart, in red, asking once. */
export const dangerousSteps: ReadonlySet<CaseEventType> = new Set([
  'application.notAccepted',
  'application.withdrawn',
  'decision.refused',
  'stage.returned',
]);

/** Steps that open over the middle, because they need its room. */
export const wideSteps: ReadonlySet<CaseEventType> = new Set(['application.amended', 'supplement.received']);

/** The key that opens a step, while the case file has the keyboard. */
export const stepKeys: Partial<Record<CaseEventType, string>> = {
  'application.accepted': 'A',
  'supplement.requested': 'B',
  'supplement.received': 'B',
  'application.notAccepted': 'N',
  'application.amended': 'E',
  'stage.completed': 'A',
  'stage.returned': 'R',
  'decision.granted': 'A',
  'decision.refused': 'N',
  'certificate.issued': 'A',
  'result.delivered': 'A',
  'application.withdrawn': 'W',
  'case.closed': 'A',
};

const likelihood: readonly CaseEventType[] = [
  'application.accepted',
  'supplement.received',
  'stage.completed',
  'decision.granted',
  'certificate.issued',
  'result.delivered',
  'case.closed',
  'supplement.requested',
  'application.amended',
  'stage.returned',
  'application.notAccepted',
  'decision.refused',
  'application.withdrawn',
];

/** Steps in the order in which they are offered: the likely one first, the dangerous ones last. */
export const inOrder = <S extends { type: CaseEventType }>(steps: readonly S[]): S[] =>
  [...steps].sort((a, b) => likelihood.indexOf(a.type) - likelihood.indexOf(b.type));
