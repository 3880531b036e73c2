import { z } from 'zod';
import { FileKind, Role } from '../catalogue/serviceItem';
import { LocalId } from '../catalogue/field';
import { CasePart } from './handling';
import { DivisionCode, Id, Instant, Sha256 } from './identifiers';

/** A value of a form field; table fields hold rows. Checked against the item's definition by `checkForm`. */
const Scalar = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]);
export const FormValue = z.union([Scalar, z.array(z.record(LocalId, Scalar)).max(200)]);
export type FormValue = z.infer<typeof FormValue>;
export const FormData = z.record(LocalId, FormValue);
export type FormData = z.infer<typeof FormData>;

/** A file that belongs to a material; the bytes travel apart, named by their hash. */
export const MaterialFile = z.strictObject({
  sha256: Sha256,
  name: z.string().min(1).max(200),
  kind: FileKind,
  size: z.number().int().positive(),
});
export type MaterialFile = z.infer<typeof MaterialFile>;

/** One material as handed in 收取材料. */
export const MaterialRecord = z.strictObject({
  materialId: LocalId,
  status: z.enum(['provided', 'reused', 'committed', 'tolerated', 'missing']),
  presented: z.enum(['original', 'copy', 'originalAndCopy']),
  copies: z.number().int().nonnegative().max(99),
  files: z.array(MaterialFile).max(50),
});
export type MaterialRecord = z.infer<typeof MaterialRecord>;

export const DeliveryMethod = z.enum(['direct', 'left', 'post', 'entrusted', 'electronic', 'announcement']);
export type DeliveryMethod = z.infer<typeof DeliveryMethod>;

/** Which limb of 行政许可法 Art. 32 a non-acceptance rests on. */
export const NonAcceptanceGround = z.enum(['noLicenceNeeded', 'otherAuthority', 'notCorrected']);
export type NonAcceptanceGround = z.infer<typeof NonAcceptanceGround>;

/** Why a case ended without a decision; each is one of the closure kinds 办结结果 that provincial exchanges know. */
export const TerminationGround = z.enum([
  /** 退回办结 */ 'returned',
  /** 作废办结: entered by mistake */ 'voided',
  /** 转报办结: sent up to a higher authority */ 'forwarded',
  /** 补正不来: the missing papers never came */ 'supplementLapsed',
  /** 容缺逾期未补 */ 'toleratedLapsed',
  /** 终止办理: the applicant died, the object is gone, the law forbids it */ 'discontinued',
]);
export type TerminationGround = z.infer<typeof TerminationGround>;

/** Satisfaction 满意度, GB/T 39046-2020 table A.8: 1 非常满意 to 5 非常不满意, the reverse of a count of stars. */
export const Satisfaction = z.enum(['1', '2', '3', '4', '5']);
export type Satisfaction = z.infer<typeof Satisfaction>;

/** What an office that was asked 协办 comes to. */
export const AssistanceConclusion = z.enum([
  /** 同意 */ 'agreed',
  /** 不同意 */ 'objected',
  /** 提供情况: facts, no opinion */ 'informed',
  /** 不属本机构职责 */ 'notConcerned',
]);
export type AssistanceConclusion = z.infer<typeof AssistanceConclusion>;

const sentence = z.string().trim().min(1).max(1000);
const date = z.iso.date();
const personName = z.string().trim().min(1).max(50);
const staff = z.array(personName).min(1).max(5);
const days = z.number().int().positive().max(400);

/** Who acts for the applicant 委托代理人, or takes a villager's papers along 帮办代办; the applicant stays the applicant. */
export const Representative = z.strictObject({
  name: personName,
  idNumber: z.string().max(30),
  mobile: z.string().max(20),
  relation: z.string().trim().min(1).max(50),
  /** 委托权限; absent = to apply and to receive what is served. */
  scope: z.string().trim().min(1).max(200).optional(),
  validUntil: date.optional(),
});
export type Representative = z.infer<typeof Representative>;

/**
 * What can happen to a case, in dotted past facts, with what each carries. The Chinese official term stands in
 * docs/glossary.md.
 */
export const payloads = {
  /** 收件 */
  'application.received': z.strictObject({
    itemCode: z.string(),
    itemVersion: z.number().int().positive(),
    provisionalNumber: z.string().max(50),
    channel: z.enum(['window', 'computer', 'mobile', 'post', 'other']),
    form: FormData,
    materials: z.array(MaterialRecord),
    representative: Representative.optional(),
    /** The bundle 一件事 that this case is a child of. */
    bundle: z.strictObject({ caseId: Id, childId: LocalId }).optional(),
  }),
  /** 更正申请信息, before the decision; only what changed. Before acceptance it is 当场更正. */
  'application.amended': z.strictObject({ form: FormData, materials: z.array(MaterialRecord).optional() }),
  /** 一次性补正告知; a second one on one application is an irregularity and says why it was made. */
  'supplement.requested': z.strictObject({
    items: z
      .array(z.strictObject({ materialId: LocalId.optional(), problem: sentence, remedy: sentence }))
      .min(1),
    repeatReason: sentence.optional(),
  }),
  /** 补正材料已交 */
  'supplement.received': z.strictObject({ form: FormData, materials: z.array(MaterialRecord) }),
  /** 受理, and 容缺受理 where papers are still to come: what was promised, until when. */
  'application.accepted': z.strictObject({
    acceptedOn: date,
    tolerated: z.strictObject({ dueOn: date, promisedBy: personName }).optional(),
  }),
  /** 视为受理: nobody said in time what is missing (行政许可法 Art. 32(4)); accepted from the day of receipt. */
  'application.deemedAccepted': z.strictObject({ acceptedOn: date, note: sentence.optional() }),
  /** 不予受理 */
  'application.notAccepted': z.strictObject({
    ground: NonAcceptanceGround,
    reason: sentence,
    competentAuthority: z.string().max(200).optional(),
  }),
  /** 容缺材料补齐, in whole or in part */
  'tolerated.supplied': z.strictObject({ materials: z.array(MaterialRecord).min(1) }),
  /** 环节办结 (审查、入户调查、公示…) */
  'stage.completed': z.strictObject({
    stageId: LocalId,
    opinion: sentence,
    staff,
    startedOn: date.optional(),
    completedOn: date,
  }),
  /** 跳过环节, where the item lets it be passed over */
  'stage.skipped': z.strictObject({ stageId: LocalId, reason: sentence }),
  /** 退回上一环节 */
  'stage.returned': z.strictObject({ stageId: LocalId, toStageId: LocalId, reason: sentence }),
  /** 特别程序申请 */
  'specialProcedure.requested': z.strictObject({
    procedureId: LocalId,
    reason: sentence,
    expectedDays: days.optional(),
  }),
  /** 特别程序批准: it begins, and the clock is paused from this day on. */
  'specialProcedure.approved': z.strictObject({ startedOn: date, opinion: sentence.optional() }),
  /** 特别程序不予批准 */
  'specialProcedure.rejected': z.strictObject({ reason: sentence }),
  /** 特别程序结果: its last day, which is still not counted. */
  'specialProcedure.completed': z.strictObject({ result: sentence, endedOn: date }),
  /** 延期申请 */
  'extension.requested': z.strictObject({ days, reason: sentence }),
  /** 延期批准, by the head of the organ (行政许可法 Art. 42) */
  'extension.approved': z.strictObject({ days, approvedOn: date }),
  /** 延期不予批准 */
  'extension.rejected': z.strictObject({ reason: sentence }),
  /** 准予决定 */
  'decision.granted': z.strictObject({ opinion: sentence, content: sentence, decidedOn: date }),
  /** 不予决定 */
  'decision.refused': z.strictObject({ reason: sentence, basis: sentence, decidedOn: date }),
  /** 制证 */
  'certificate.issued': z.strictObject({
    certificateNumber: z.string().min(1).max(100),
    validFrom: date,
    validTo: date.optional(),
  }),
  /** 送达, with what a return receipt 送达回证 has to say for the way it was done */
  'result.delivered': z.strictObject({
    method: DeliveryMethod,
    recipient: personName,
    relation: z.string().max(50).optional(),
    deliveredOn: date,
    place: z.string().trim().min(1).max(200).optional(),
    /** 邮寄: number of the consignment. */
    trackingNumber: z.string().trim().min(1).max(50).optional(),
    /** 留置: why it was not taken. */
    refusalReason: sentence.optional(),
    /** 留置、公告: who saw it, or where it was published. */
    witnesses: z.array(personName).max(3).optional(),
    servers: z.array(personName).max(3).optional(),
  }),
  /** 撤回申请 */
  'application.withdrawn': z.strictObject({ reason: sentence }),
  /** 终止、退件、作废、转报、补正不来 */
  'case.terminated': z.strictObject({
    ground: TerminationGround,
    reason: sentence,
    /** 转报: to whom. */
    forwardedTo: z.string().trim().min(1).max(200).optional(),
  }),
  /** 启动联办: the children of a bundle 一件事, each a case of its own. */
  'bundle.opened': z.strictObject({
    children: z.array(z.strictObject({ childId: LocalId, caseId: Id, itemCode: z.string() })).min(1),
  }),
  /** 联办事项办结: how one child ended. */
  'bundle.childFinished': z.strictObject({
    childId: LocalId,
    outcome: z.enum(['granted', 'refused', 'notAccepted', 'withdrawn', 'terminated']),
  }),
  /** 办结 */
  'case.closed': z.strictObject({ note: z.string().max(1000).optional() }),
  /** 评价, by the applicant and never by staff */
  'service.rated': z.strictObject({
    satisfaction: Satisfaction,
    channel: z.enum(['window', 'online', 'phone', 'other']),
    comment: z.string().trim().max(500).optional(),
  }),
  /** 归档 */
  'case.archived': z.strictObject({
    archiveNumber: z.string().trim().min(1).max(60),
    pages: days.optional(),
  }),
  /** 更正, after closing: what was recorded stays and is marked; only the fields that change. */
  'record.corrected': z.strictObject({ form: FormData, reason: sentence }),
  /** 事后核查: of a commitment's truth, of what was built or felled. */
  'afterCheck.recorded': z.strictObject({
    checkId: LocalId,
    outcome: z.enum(['sound', 'unsound']),
    finding: sentence,
    staff,
    checkedOn: date,
  }),
  /** 转办: parts of the case pass from one office to another of the same county, which accepts them or sends them back. */
  'case.transferred': z.strictObject({
    fromDivision: DivisionCode,
    toDivision: DivisionCode,
    parts: z.array(CasePart).min(1).max(40),
    reason: sentence,
  }),
  /** 接收转办: from now on the receiving office acts. */
  'transfer.accepted': z.strictObject({ note: sentence.optional() }),
  /** 退回转办: it stays with the office that sent it. */
  'transfer.returned': z.strictObject({ reason: sentence }),
  /** 收回转办, by the sending office before anybody accepted it */
  'transfer.recalled': z.strictObject({ reason: sentence }),
  /** 协办: another office of the county is asked for its opinion by a day; whether the case waits for it. */
  'assistance.requested': z.strictObject({
    toDivision: DivisionCode,
    question: sentence,
    dueOn: date,
    waits: z.boolean(),
  }),
  /** 协办回复. `requestId`: the event that asked. */
  'assistance.answered': z.strictObject({
    requestId: Id,
    conclusion: AssistanceConclusion,
    opinion: sentence,
  }),
  /** 收回协办 */
  'assistance.recalled': z.strictObject({ requestId: Id, reason: sentence }),
  /** 打印文书: recorded so that a reprint is known as one. */
  'document.printed': z.strictObject({ document: z.string().max(60), copies: z.number().int().positive() }),
} as const;

export type CaseEventType = keyof typeof payloads;
export const caseEventTypes = Object.keys(payloads) as CaseEventType[];
export type Payload<T extends CaseEventType> = z.infer<(typeof payloads)[T]>;

/** Who acted, as the platform's accounts name them; the platform checks each part again. */
export const Actor = z.strictObject({
  accountId: Id,
  name: z.string().min(1).max(50),
  roles: z.array(Role).min(1),
  divisionCode: DivisionCode,
  /** AB岗代岗: acts with the roles of another account too, by a delegation that the platform keeps. */
  standingInFor: z
    .strictObject({ delegationId: Id, accountId: Id, name: personName, roles: z.array(Role).min(1) })
    .optional(),
});
export type Actor = z.infer<typeof Actor>;

/** 补录: it happened earlier than it was entered, e.g. on paper in a power cut; the true time, and why. */
export const LateEntry = z.strictObject({ occurredAt: Instant, reason: sentence });
export type LateEntry = z.infer<typeof LateEntry>;

const envelope = {
  id: Id,
  caseId: Id,
  /** Last version of the case that the platform had confirmed to this device when its author acted; 0 = none. */
  baseVersion: z.number().int().nonnegative(),
  /** The platform's epoch that counted this version; absent before the device had met any, and in old events. */
  baseEpoch: Id.optional(),
  /** Township office in which the case was received; decides which streams the event travels in. */
  originDivision: DivisionCode,
  actor: Actor,
  recordedAt: Instant,
  late: LateEntry.optional(),
};

const eventOf = <T extends CaseEventType>(type: T) =>
  z.strictObject({ ...envelope, type: z.literal(type), payload: payloads[type] });

/** An event as its author made it, before the ledger has numbered, chained and signed it. */
export const CaseEvent = z.discriminatedUnion('type', [
  eventOf('application.received'),
  eventOf('application.amended'),
  eventOf('supplement.requested'),
  eventOf('supplement.received'),
  eventOf('application.accepted'),
  eventOf('application.deemedAccepted'),
  eventOf('application.notAccepted'),
  eventOf('tolerated.supplied'),
  eventOf('stage.completed'),
  eventOf('stage.skipped'),
  eventOf('stage.returned'),
  eventOf('specialProcedure.requested'),
  eventOf('specialProcedure.approved'),
  eventOf('specialProcedure.rejected'),
  eventOf('specialProcedure.completed'),
  eventOf('extension.requested'),
  eventOf('extension.approved'),
  eventOf('extension.rejected'),
  eventOf('decision.granted'),
  eventOf('decision.refused'),
  eventOf('certificate.issued'),
  eventOf('result.delivered'),
  eventOf('application.withdrawn'),
  eventOf('case.terminated'),
  eventOf('bundle.opened'),
  eventOf('bundle.childFinished'),
  eventOf('case.closed'),
  eventOf('service.rated'),
  eventOf('case.archived'),
  eventOf('record.corrected'),
  eventOf('afterCheck.recorded'),
  eventOf('case.transferred'),
  eventOf('transfer.accepted'),
  eventOf('transfer.returned'),
  eventOf('transfer.recalled'),
  eventOf('assistance.requested'),
  eventOf('assistance.answered'),
  eventOf('assistance.recalled'),
  eventOf('document.printed'),
]);
export type CaseEvent = z.infer<typeof CaseEvent>;
export type CaseEventOf<T extends CaseEventType> = Extract<CaseEvent, { type: T }>;

/** When it happened: the true time of a late entry, else the time at which it was recorded. */
export const happenedAt = (event: Pick<CaseEvent, 'late' | 'recordedAt'>): Instant =>
  event.late?.occurredAt ?? event.recordedAt;
