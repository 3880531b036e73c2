import { openExtension, openProcedure } from '@shared/casework/caseState';
import type { CaseEventType } from '@shared/casework/event';
import type { PermittedStep } from '@shared/casework/permitted';
import type { CaseFile } from '../../store/storeApi';

/** Steps that take something from the citizen or undo work: shown apart, in red, asking once. */
export const dangerousSteps: ReadonlySet<CaseEventType> = new Set([
  'application.notAccepted',
  'application.withdrawn',
  'decision.refused',
  'stage.returned',
  'specialProcedure.rejected',
  'extension.rejected',
  'transfer.returned',
  'case.terminated',
]);

/** Steps that open over the middle, because they need its room. */
export const wideSteps: ReadonlySet<CaseEventType> = new Set([
  'application.amended',
  'supplement.received',
  'tolerated.supplied',
  'record.corrected',
]);

/** Steps that carry the case on: whose turn it is, is told by the first of them. */
export const mainSteps: ReadonlySet<CaseEventType> = new Set([
  'transfer.accepted',
  'assistance.answered',
  'application.deemedAccepted',
  'application.accepted',
  'supplement.received',
  'specialProcedure.approved',
  'specialProcedure.completed',
  'stage.completed',
  'decision.granted',
  'certificate.issued',
  'result.delivered',
  'case.closed',
]);

/** Steps with a screen of their own, so that the bar does not offer them. */
const elsewhere: ReadonlySet<CaseEventType> = new Set(['bundle.opened', 'bundle.childFinished']);

/** Steps that are needed now and then: they stand in the menu, whatever room there is. */
const rareSteps: ReadonlySet<CaseEventType> = new Set([
  'case.transferred',
  'assistance.requested',
  'assistance.recalled',
  'specialProcedure.requested',
  'extension.requested',
  'stage.skipped',
  'record.corrected',
  'afterCheck.recorded',
  'case.terminated',
]);

/** Keys that open a step while the case file has the keyboard; the second one where the first is taken. */
export const stepKeys: Partial<Record<CaseEventType, readonly string[]>> = {
  'application.deemedAccepted': ['D'],
  'application.accepted': ['A'],
  'supplement.requested': ['B'],
  'supplement.received': ['B'],
  'application.notAccepted': ['N'],
  'application.amended': ['E'],
  'tolerated.supplied': ['T'],
  'specialProcedure.approved': ['A'],
  'specialProcedure.rejected': ['N'],
  'specialProcedure.completed': ['A'],
  'specialProcedure.requested': ['S'],
  'stage.completed': ['A'],
  'stage.skipped': ['K'],
  'stage.returned': ['R'],
  'extension.approved': ['Y'],
  'extension.rejected': ['J'],
  'extension.requested': ['L'],
  'decision.granted': ['A'],
  'decision.refused': ['N'],
  'certificate.issued': ['A'],
  'result.delivered': ['A'],
  'application.withdrawn': ['W'],
  'case.terminated': ['X'],
  'case.closed': ['A', 'Z'],
  'service.rated': ['V'],
  'case.archived': ['A'],
  'record.corrected': ['C'],
  'afterCheck.recorded': ['F'],
  'case.transferred': ['H'],
  'transfer.accepted': ['G'],
  'transfer.returned': ['I'],
  'transfer.recalled': ['U'],
  'assistance.requested': ['O'],
  'assistance.answered': ['Q'],
  'assistance.recalled': ['Z'],
};

const likelihood: readonly CaseEventType[] = [
  'transfer.accepted',
  'application.deemedAccepted',
  'application.accepted',
  'supplement.received',
  'extension.approved',
  'specialProcedure.approved',
  'specialProcedure.completed',
  'stage.completed',
  'decision.granted',
  'assistance.answered',
  'certificate.issued',
  'result.delivered',
  'case.closed',
  'service.rated',
  'case.archived',
  'tolerated.supplied',
  'supplement.requested',
  'application.amended',
  'stage.skipped',
  'specialProcedure.requested',
  'extension.requested',
  'transfer.recalled',
  'assistance.requested',
  'case.transferred',
  'assistance.recalled',
  'afterCheck.recorded',
  'record.corrected',
  'transfer.returned',
  'specialProcedure.rejected',
  'application.notAccepted',
  'decision.refused',
  'stage.returned',
  'extension.rejected',
  'application.withdrawn',
  'case.terminated',
];

/** Steps in the order in which they are offered: the likely one first, the dangerous ones last. */
export const inOrder = <S extends { type: CaseEventType }>(steps: readonly S[]): S[] =>
  [...steps].sort((a, b) => likelihood.indexOf(a.type) - likelihood.indexOf(b.type));

/**
 * The steps that make sense now for this person, likely one first: acceptance is deemed only once five working days have gone,
 * nothing is returned that has gone through no stage, and nobody approves their own request.
 */
export function sensibleSteps(
  { steps, row, facts }: Pick<CaseFile, 'steps' | 'row' | 'facts'>,
  accountId: string,
): PermittedStep[] {
  const { supplement } = row.clocks;
  const isOver = supplement !== undefined && supplement.remaining < 0;
  const isOwn = (request: { requested: { by: string } } | undefined) => request?.requested.by === accountId;
  const makesSense: Partial<Record<CaseEventType, boolean>> = {
    'application.deemedAccepted': isOver,
    'stage.returned': facts.stages.length > 0,
    'specialProcedure.approved': !isOwn(openProcedure(facts)),
    'extension.approved': !isOwn(openExtension(facts)),
  };
  return inOrder(steps.filter(({ type }) => !elsewhere.has(type) && makesSense[type] !== false));
}

/** What stands in the bar as buttons, usual and dangerous, and what in the menu; each step in one place only. */
export type Laid = { usual: CaseEventType[]; dangerous: CaseEventType[]; menu: CaseEventType[] };

/** So many buttons still read as a row; more become a wall. */
const mostButtons = 4;

/**
 * Lays the steps that a person may take: the likely ones as buttons, the rare ones in the menu, unless there is nothing else. A
 * withdrawal is at the applicant's wish and stays in sight while there is room.
 */
export function layOut(types: readonly CaseEventType[], askedBefore: boolean): Laid {
  const isDangerous = (type: CaseEventType) => dangerousSteps.has(type);
  const isRare = (type: CaseEventType) =>
    rareSteps.has(type) || (type === 'supplement.requested' && askedBefore);
  const common = types.filter((type) => !isRare(type));
  const likely = common.filter((type) => !isDangerous(type));
  const usual = (likely.length > 0 ? likely : types.filter((type) => !isDangerous(type))).slice(0, 3);
  const dangerous = common.filter(isDangerous).slice(0, Math.max(1, Math.min(2, mostButtons - usual.length)));
  const menu = types.filter((type) => !usual.includes(type) && !dangerous.includes(type));
  return { usual, dangerous, menu };
}

/** The key of each step among those that are offered together; no key stands for two. */
export function keysOf(types: readonly CaseEventType[]): Map<CaseEventType, string> {
  const keys = new Map<CaseEventType, string>();
  for (const type of types) {
    const key = stepKeys[type]?.find((one) => ![...keys.values()].includes(one));
    if (key !== undefined) keys.set(type, key);
  }
  return keys;
}
