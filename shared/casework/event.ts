import { z } from 'zod';
import { FileKind, Role } from '../catalogue/serviceItem';
import { LocalId } from '../catalogue/field';
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

const sentence = z.string().trim().min(1).max(1000);
const date = z.iso.date();

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
  }),
  /** 更正申请信息, before the decision; only the fields that changed. */
  'application.amended': z.strictObject({ form: FormData }),
  /** 一次性补正告知 */
  'supplement.requested': z.strictObject({
    items: z
      .array(z.strictObject({ materialId: LocalId.optional(), problem: sentence, remedy: sentence }))
      .min(1),
  }),
  /** 补正材料已交 */
  'supplement.received': z.strictObject({ form: FormData, materials: z.array(MaterialRecord) }),
  /** 受理 */
  'application.accepted': z.strictObject({ acceptedOn: date }),
  /** 不予受理 */
  'application.notAccepted': z.strictObject({
    ground: NonAcceptanceGround,
    reason: sentence,
    competentAuthority: z.string().max(200).optional(),
  }),
  /** 环节办结 (审查、入户调查、公示…) */
  'stage.completed': z.strictObject({
    stageId: LocalId,
    opinion: sentence,
    staff: z.array(z.string().min(1).max(50)).min(1).max(5),
    startedOn: date.optional(),
    completedOn: date,
  }),
  /** 退回上一环节 */
  'stage.returned': z.strictObject({ stageId: LocalId, toStageId: LocalId, reason: sentence }),
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
  /** 送达 */
  'result.delivered': z.strictObject({
    method: DeliveryMethod,
    recipient: z.string().min(1).max(50),
    relation: z.string().max(50).optional(),
    deliveredOn: date,
  }),
  /** 撤回申请 */
  'application.withdrawn': z.strictObject({ reason: sentence }),
  /** 归档办结 */
  'case.closed': z.strictObject({ note: z.string().max(1000).optional() }),
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
});
export type Actor = z.infer<typeof Actor>;

const envelope = {
  id: Id,
  caseId: Id,
  /** Last version of the case that the platform had confirmed to this device when its author acted; 0 = none. */
  baseVersion: z.number().int().nonnegative(),
  /** Township office in which the case was received; decides which streams the event travels in. */
  originDivision: DivisionCode,
  actor: Actor,
  recordedAt: Instant,
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
  eventOf('application.notAccepted'),
  eventOf('stage.completed'),
  eventOf('stage.returned'),
  eventOf('decision.granted'),
  eventOf('decision.refused'),
  eventOf('certificate.issued'),
  eventOf('result.delivered'),
  eventOf('application.withdrawn'),
  eventOf('case.closed'),
  eventOf('document.printed'),
]);
export type CaseEvent = z.infer<typeof CaseEvent>;
export type CaseEventOf<T extends CaseEventType> = Extract<CaseEvent, { type: T }>;
