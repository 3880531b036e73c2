import type { ServiceItem } from '../catalogue/serviceItem';
import { shanghaiDate, type PlainDate } from '../calendar/dates';
import { happenedAt, type CaseEvent, type FormData, type MaterialRecord, type Payload } from './event';
import type { CasePart } from './handling';

/** Who did a step and when it happened; `late` where it was entered afterwards 补录. */
export type Done = {
  by: string;
  name: string;
  at: string;
  late?: { recordedAt: string; reason: string };
  /** 代岗: the account whose roles were used. */
  standingInFor?: { accountId: string; name: string };
};

/** 特别程序: asked for, then begun or not, then ended. */
export type Procedure = {
  requested: Done & Payload<'specialProcedure.requested'>;
  approved?: Done & Payload<'specialProcedure.approved'>;
  rejected?: Done & Payload<'specialProcedure.rejected'>;
  completed?: Done & Payload<'specialProcedure.completed'>;
};

/** 延期: asked for, then approved or not. */
export type Extension = {
  requested: Done & Payload<'extension.requested'>;
  approved?: Done & Payload<'extension.approved'>;
  rejected?: Done & Payload<'extension.rejected'>;
};

/** 转办: sent, then accepted, sent back or recalled. */
export type Transfer = {
  /** The event that sent it. */
  id: string;
  requested: Done & Payload<'case.transferred'>;
  accepted?: Done & Payload<'transfer.accepted'>;
  returned?: Done & Payload<'transfer.returned'>;
  recalled?: Done & Payload<'transfer.recalled'>;
};

/** 协办: asked, then answered or recalled. */
export type Assistance = {
  /** The event that asked; an answer names it. */
  id: string;
  /** The office that asked. */
  fromDivision: string;
  requested: Done & Payload<'assistance.requested'>;
  answered?: Done & Payload<'assistance.answered'>;
  recalled?: Done & Payload<'assistance.recalled'>;
};

/** A child of a bundle, as its parent knows it. */
export type BundledCase = Payload<'bundle.opened'>['children'][number] & {
  outcome?: Payload<'bundle.childFinished'>['outcome'];
};

/** What a case is made of: the context of the workflow machine, a fold of its events. */
export type CaseState = {
  caseId: string;
  itemCode: string;
  itemVersion: number;
  originDivision: string;
  provisionalNumber: string;
  channel: Payload<'application.received'>['channel'] | undefined;
  representative: Payload<'application.received'>['representative'];
  /** The bundle that this case is a child of. */
  bundleOf: Payload<'application.received'>['bundle'];
  form: FormData;
  materials: Record<string, MaterialRecord>;
  received: Done | undefined;
  /** The latest notice, and all of them: more than one is an irregularity. */
  supplement: (Done & Payload<'supplement.requested'>) | undefined;
  supplements: (Done & Payload<'supplement.requested'>)[];
  supplemented: Done | undefined;
  accepted: (Done & Payload<'application.accepted'> & { deemed: boolean }) | undefined;
  notAccepted: (Done & Payload<'application.notAccepted'>) | undefined;
  /** The day on which the present stage began; stage limits count from it. */
  stageSince: PlainDate | undefined;
  stages: (Done & Payload<'stage.completed'>)[];
  skipped: (Done & Payload<'stage.skipped'>)[];
  returned: (Done & Payload<'stage.returned'>)[];
  procedures: Procedure[];
  extensions: Extension[];
  decision:
    | (Done & Payload<'decision.granted'> & { kind: 'granted' })
    | (Done & Payload<'decision.refused'> & { kind: 'refused' })
    | undefined;
  certificate: (Done & Payload<'certificate.issued'>) | undefined;
  delivery: (Done & Payload<'result.delivered'>) | undefined;
  withdrawn: (Done & Payload<'application.withdrawn'>) | undefined;
  terminated: (Done & Payload<'case.terminated'>) | undefined;
  children: BundledCase[];
  closed: Done | undefined;
  rating: (Done & Payload<'service.rated'>) | undefined;
  archived: (Done & Payload<'case.archived'>) | undefined;
  /** Corrections after closing, each with the values that it replaced. */
  corrections: (Done & Payload<'record.corrected'> & { before: FormData })[];
  afterChecks: (Done & Payload<'afterCheck.recorded'>)[];
  /** 现办理机构: part of the case -> the office that accepted it; a part that is not here is done by the office of its level. */
  handling: Record<CasePart, string>;
  transfers: Transfer[];
  assistances: Assistance[];
  prints: Record<string, number>;
};

/** A case about which nothing is known yet. */
export const emptyCase = (item: ServiceItem): CaseState => ({
  caseId: '',
  itemCode: item.code,
  itemVersion: item.version,
  originDivision: '',
  provisionalNumber: '',
  channel: undefined,
  representative: undefined,
  bundleOf: undefined,
  form: {},
  materials: {},
  received: undefined,
  supplement: undefined,
  supplements: [],
  supplemented: undefined,
  accepted: undefined,
  notAccepted: undefined,
  stageSince: undefined,
  stages: [],
  skipped: [],
  returned: [],
  procedures: [],
  extensions: [],
  decision: undefined,
  certificate: undefined,
  delivery: undefined,
  withdrawn: undefined,
  terminated: undefined,
  children: [],
  closed: undefined,
  rating: undefined,
  archived: undefined,
  corrections: [],
  afterChecks: [],
  handling: {},
  transfers: [],
  assistances: [],
  prints: {},
});

/** The date in Shanghai on which the case was received; clocks before acceptance start here. */
export const receivedOn = (state: CaseState) => state.received && shanghaiDate(state.received.at);

/** Materials that were promised for later and have not come 容缺未补. */
export const outstandingMaterials = (state: CaseState): string[] =>
  Object.values(state.materials)
    .filter(({ status }) => status === 'tolerated')
    .map(({ materialId }) => materialId);

/** The special procedure that is asked for or running, if there is one. */
export const openProcedure = (state: CaseState): Procedure | undefined => {
  const last = state.procedures.at(-1);
  return last && !last.rejected && !last.completed ? last : undefined;
};

/** The extension that waits for its approval, if there is one. */
export const openExtension = (state: CaseState): Extension | undefined => {
  const last = state.extensions.at(-1);
  return last && !last.rejected && !last.approved ? last : undefined;
};

/** Days that extensions have added, in the unit of the statutory limit. */
export const extensionDays = (state: CaseState): number =>
  state.extensions.reduce((sum, { approved }) => sum + (approved?.days ?? 0), 0);

/** Who did an event and when, as the state keeps it. */
export function doneBy(event: CaseEvent): Done {
  const { actor, late, recordedAt } = event;
  return {
    by: actor.accountId,
    name: actor.name,
    at: happenedAt(event),
    ...(late ? { late: { recordedAt, reason: late.reason } } : {}),
    ...(actor.standingInFor
      ? { standingInFor: { accountId: actor.standingInFor.accountId, name: actor.standingInFor.name } }
      : {}),
  };
}
