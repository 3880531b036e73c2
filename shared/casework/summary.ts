import { z } from 'zod';
import { OfficeLevel, Role, type ServiceItem } from '../catalogue/serviceItem';
import { PlainDate, shanghaiDate } from '../calendar/dates';
import { extensionDays, outstandingMaterials, receivedOn, type CaseState } from './caseState';
import { countyOf, levelOf, officesConcerned, openAssistances, openTransfer } from './handling';
import { DivisionCode, Id } from './identifiers';
import { presentPart } from './presentPart';
import { procedureIn, stageOf, states } from './transitions';

/** What a list marks a case with: entered late 补录, deemed accepted 视为受理, asked twice 二次补正, corrected 更正… */
export const CaseMark = z.enum([
  'late',
  'deemed',
  'askedTwice',
  'corrected',
  'tolerated',
  'bundle',
  'child',
  /** 转办: on its way to another office, or done there */ 'transferred',
  /** 协办: another office was asked and has not answered */ 'assisted',
]);
export type CaseMark = z.infer<typeof CaseMark>;

/**
 * A case as lists show it: a projection, written whenever an event is applied, so that no list ever folds. Clocks are
 * stored as facts (start, pauses, stop); what remains is computed for the day on which somebody looks.
 */
export const CaseSummary = z.strictObject({
  caseId: Id,
  itemCode: z.string(),
  itemVersion: z.number().int().positive(),
  provisionalNumber: z.string(),
  officialNumber: z.string().optional(),
  applicantName: z.string(),
  applicantIdNumber: z.string(),
  applicantMobile: z.string(),
  originDivision: DivisionCode,
  state: z.string(),
  /** Whose turn it is; absent when nothing is left to do. */
  turn: z
    .strictObject({
      role: Role,
      level: OfficeLevel,
      /** The office, where it is not the one of that level by the receiving office. */
      division: DivisionCode.optional(),
    })
    .optional(),
  /** The latest 转办 that is on its way, or was accepted and holds. */
  transfer: z
    .strictObject({ from: DivisionCode, to: DivisionCode, on: PlainDate, accepted: z.boolean() })
    .optional(),
  /** 协办: the offices that were asked and have not answered. */
  askedOf: z.array(z.strictObject({ division: DivisionCode, on: PlainDate, dueOn: PlainDate })).optional(),
  /** Offices that see the case besides the one that received it and its county. */
  offices: z.array(DivisionCode).optional(),
  receivedOn: PlainDate,
  /** The day the missing papers came; the clock for saying what is missing starts anew there. */
  supplementedOn: PlainDate.optional(),
  acceptedOn: PlainDate.optional(),
  decidedOn: PlainDate.optional(),
  deliveredOn: PlainDate.optional(),
  /** The day on which the case ended without a decision of its own: withdrawn, terminated, or a bundle closed. */
  endedOn: PlainDate.optional(),
  /** The day the present stage began; its own limit counts from there. */
  stageSince: PlainDate.optional(),
  extensionDays: z.number().int().nonnegative().default(0),
  /** 容缺: the day until which the promised papers come, while they are outstanding. */
  toleratedDueOn: PlainDate.optional(),
  /** The bundle 一件事 that this case is a child of. */
  bundleCaseId: Id.optional(),
  marks: z.array(CaseMark).default([]),
  pauses: z.array(z.strictObject({ from: PlainDate, to: PlainDate.optional() })),
  /** Person who did the latest step. */
  lastActor: z.string(),
  lastChangeAt: z.string(),
  /** Versions confirmed by the platform, and events of this device that it has not confirmed yet. */
  version: z.number().int().nonnegative(),
  pending: z.number().int().nonnegative(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

/** Whose turn it is in a state. */
export function turnIn(item: ServiceItem, state: string): CaseSummary['turn'] {
  const stage = stageOf(item, state);
  const last = item.stages.at(-1);
  if (stage && procedureIn(state) === 'asked') return last && { role: 'decider', level: last.level };
  if (stage) return { role: stage.role, level: stage.level };
  switch (state) {
    case states.received:
    case states.awaitingSupplement:
    case states.awaitingDelivery:
    case states.delivered:
    case states.bundleAccepted:
    case states.bundleRunning:
    case states.notAccepted:
    case states.withdrawn:
    case states.terminated:
      return { role: 'windowClerk', level: 'township' };
    case states.closed:
    case states.archived:
    case states.blank:
      return undefined;
    // Granted, and waiting for its certificate.
    default:
      return last && { role: last.role, level: last.level };
  }
}

/** Whose turn it is in a case: of the office that a transfer waits for, else of the one that does the present part. */
function turnOf(item: ServiceItem, state: string, facts: CaseState): CaseSummary['turn'] {
  const turn = turnIn(item, state);
  const division = openTransfer(facts)?.requested.toDivision ?? facts.handling[presentPart(item, state)];
  return turn && division !== undefined ? { ...turn, level: levelOf(division), division } : turn;
}

/** What a list says of transfers and of questions to other offices. */
function elsewhereOf(facts: CaseState): Pick<CaseSummary, 'transfer' | 'askedOf' | 'offices'> {
  const open = openTransfer(facts);
  const last = open ?? facts.transfers.findLast(({ accepted }) => accepted);
  const asked = openAssistances(facts).map(({ requested }) => ({
    division: requested.toDivision,
    on: shanghaiDate(requested.at),
    dueOn: requested.dueOn,
  }));
  const own = [facts.originDivision, countyOf(facts.originDivision)];
  const offices = officesConcerned(facts).filter((division) => !own.includes(division));
  return {
    ...(last
      ? {
          transfer: {
            from: last.requested.fromDivision,
            to: last.requested.toDivision,
            on: shanghaiDate(last.requested.at),
            accepted: last !== open,
          },
        }
      : {}),
    ...(asked.length > 0 ? { askedOf: asked } : {}),
    ...(offices.length > 0 ? { offices } : {}),
  };
}

/** Whether an office is concerned by a case as its summary knows it; another one keeps what it had and has nothing to do with it any more. */
export const isConcerned = (division: DivisionCode, summary: CaseSummary): boolean =>
  division === summary.originDivision ||
  division === countyOf(summary.originDivision) ||
  summary.offices?.includes(division) === true;

/**
 * Pauses of the clock: completed stages whose item rules say they are not counted, and special procedures from the day they
 * began (行政许可法 Art. 45); one that still runs has no end.
 */
export const pausesOf = (item: ServiceItem, facts: CaseState): CaseSummary['pauses'] => [
  ...facts.stages.flatMap((done) => {
    const stage = item.stages.find((one) => one.id === done.stageId);
    return stage?.pausesClock && done.startedOn ? [{ from: done.startedOn, to: done.completedOn }] : [];
  }),
  ...facts.procedures.flatMap(({ approved, completed }) => {
    if (!approved) return [];
    return [{ from: approved.startedOn, ...(completed ? { to: completed.endedOn } : {}) }];
  }),
];

/** What a list marks the case with. */
function marksOf(item: ServiceItem, facts: CaseState): CaseMark[] {
  const done = [facts.received, facts.accepted, facts.decision, facts.delivery, ...facts.stages];
  const marks: [CaseMark, boolean][] = [
    ['late', done.some((one) => one?.late !== undefined)],
    ['deemed', facts.accepted?.deemed === true],
    ['askedTwice', facts.supplements.length > 1],
    ['tolerated', facts.accepted?.tolerated !== undefined && outstandingMaterials(facts).length > 0],
    ['corrected', facts.corrections.length > 0],
    ['bundle', item.bundle !== undefined],
    ['child', facts.bundleOf !== undefined],
    ['transferred', openTransfer(facts) !== undefined || Object.keys(facts.handling).length > 0],
    ['assisted', openAssistances(facts).length > 0],
  ];
  return marks.flatMap(([mark, holds]) => (holds ? [mark] : []));
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Raised whenever `summarise` says something else of the same case, so that summaries kept elsewhere are made anew. */
export const summaryForm = 1;

/** Projects a folded case to its summary. */
export function summarise(
  item: ServiceItem,
  folded: { state: string; facts: CaseState },
  known: {
    officialNumber?: string | undefined;
    version: number;
    pending: number;
    lastActor: string;
    lastChangeAt: string;
  },
): CaseSummary {
  const { state, facts } = folded;
  const received = receivedOn(facts);
  if (!received) throw new Error('a case without a receipt has no summary');
  const turn = turnOf(item, state, facts);
  const ended = facts.withdrawn ?? facts.terminated ?? facts.closed;
  return {
    caseId: facts.caseId,
    itemCode: facts.itemCode,
    itemVersion: facts.itemVersion,
    provisionalNumber: facts.provisionalNumber,
    ...(known.officialNumber === undefined ? {} : { officialNumber: known.officialNumber }),
    applicantName: textOf(facts.form[item.applicant.name]),
    applicantIdNumber: textOf(facts.form[item.applicant.idNumber]),
    applicantMobile: textOf(facts.form[item.applicant.mobile]),
    originDivision: facts.originDivision,
    state,
    ...(turn ? { turn } : {}),
    ...elsewhereOf(facts),
    receivedOn: received,
    ...(facts.supplemented ? { supplementedOn: shanghaiDate(facts.supplemented.at) } : {}),
    ...(facts.accepted ? { acceptedOn: facts.accepted.acceptedOn } : {}),
    ...(facts.decision ? { decidedOn: facts.decision.decidedOn } : {}),
    ...(ended && !facts.decision ? { endedOn: shanghaiDate(ended.at) } : {}),
    ...(facts.delivery ? { deliveredOn: facts.delivery.deliveredOn } : {}),
    ...(facts.stageSince === undefined ? {} : { stageSince: facts.stageSince }),
    extensionDays: extensionDays(facts),
    ...(facts.accepted?.tolerated && outstandingMaterials(facts).length > 0
      ? { toleratedDueOn: facts.accepted.tolerated.dueOn }
      : {}),
    ...(facts.bundleOf ? { bundleCaseId: facts.bundleOf.caseId } : {}),
    marks: marksOf(item, facts),
    pauses: pausesOf(item, facts),
    lastActor: known.lastActor,
    lastChangeAt: known.lastChangeAt,
    version: known.version,
    pending: known.pending,
  };
}
