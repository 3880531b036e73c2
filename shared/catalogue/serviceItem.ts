import { z } from 'zod';
import { DocumentKind } from '../documents/kind';
import { Expression, LocalId, Section, Text } from './field';
import { itemProblems } from './itemProblems';

/**
 * Roles 岗位. Window clerk 窗口受理人, agent 帮办代办员, examiner 审查人, reviewer 审核人, decider 批准人, server 送达人,
 * supervisor 监督人, monitor 监察员, administrator 管理员.
 */
export const Role = z.enum([
  'windowClerk',
  'agent',
  'examiner',
  'reviewer',
  'decider',
  'server',
  'supervisor',
  'monitor',
  'administrator',
]);
export type Role = z.infer<typeof Role>;

/** Which office acts: the township the case was received in, or its county. */
export const OfficeLevel = z.enum(['township', 'county']);
export type OfficeLevel = z.infer<typeof OfficeLevel>;

/** A time limit 办理时限; its unit is part of the law's text, never assumed. */
export const TimeLimit = z.strictObject({
  days: z.number().int().positive().max(400),
  unit: z.enum(['workingDay', 'calendarDay']),
});
export type TimeLimit = z.infer<typeof TimeLimit>;

export const FileKind = z.enum(['image/jpeg', 'image/png', 'application/pdf']);
export type FileKind = z.infer<typeof FileKind>;

/** One entry of the materials list 申请材料. `tolerable` is 容缺, `commitment` is 告知承诺: two flags, not one. */
export const MaterialRequirement = z.strictObject({
  id: LocalId,
  name: Text,
  required: z.boolean(),
  /** Required also where this FEEL expression over the form is true, e.g. a power of attorney where an agent applies. */
  requiredWhen: Expression.optional(),
  tolerable: z.boolean().default(false),
  commitment: z.boolean().default(false),
  /** Name of the electronic licence 电子证照 that may stand in for the paper. */
  reusableLicence: z.string().optional(),
  presented: z.enum(['original', 'copy', 'originalAndCopy']),
  copies: z.number().int().nonnegative().default(1),
  fileKinds: z.array(FileKind).min(1).default(['image/jpeg', 'image/png', 'application/pdf']),
  maxMegabytes: z.number().positive().max(100).default(10),
  requirement: Text.optional(),
});
export type MaterialRequirement = z.infer<typeof MaterialRequirement>;

/**
 * One stage 环节 after acceptance, in order. The last stage is the decision. `pausesClock` is true only where the item's
 * own rules say that the stage is not counted (行政许可法 Art. 45 list, or the item's rules).
 */
export const Stage = z.strictObject({
  id: LocalId,
  name: Text,
  kind: z.enum([
    /** 初审、审查 */ 'examination',
    /** 审核 */ 'review',
    /** 入户调查 */ 'homeVisit',
    /** 信息核对 */ 'dataCheck',
    /** 现场核查 */ 'siteCheck',
    /** 民主评议、能力评估、鉴定 */ 'assessment',
    /** 公示 */ 'publicNotice',
    /** 决定 */ 'decision',
  ]),
  role: Role,
  level: OfficeLevel,
  limit: TimeLimit.optional(),
  pausesClock: z.boolean().default(false),
  /** People who must take part, e.g. two for a substantive check (行政许可法 Art. 34). */
  minimumStaff: z.number().int().min(1).max(5).default(1),
  /** Calendar days a public notice 公示 has to hang before the stage may be completed. */
  noticeDays: z.number().int().positive().max(60).optional(),
  /** The stage is gone through only where this FEEL expression over the form is not false. Never on the decision. */
  onlyWhen: Expression.optional(),
  /** The stage may be passed over with a reason 跳过, e.g. 民主评议 where nobody objected. */
  optional: z.boolean().default(false),
});
export type Stage = z.infer<typeof Stage>;

/** 特别程序: what 行政许可法 Art. 45 lists as not counted, and what the item's own rules add. */
export const SpecialProcedureKind = z.enum([
  /** 听证 */ 'hearing',
  /** 招标 */ 'tender',
  /** 拍卖 */ 'auction',
  /** 检验 */ 'inspection',
  /** 检测 */ 'testing',
  /** 检疫 */ 'quarantine',
  /** 鉴定 */ 'appraisal',
  /** 专家评审 */ 'expertReview',
  /** 其他 */ 'other',
]);
export type SpecialProcedureKind = z.infer<typeof SpecialProcedureKind>;

/** A special procedure that a case of this item may go through; the clock is paused while it runs. */
export const SpecialProcedure = z.strictObject({
  id: LocalId,
  kind: SpecialProcedureKind,
  name: Text,
  /** How long it usually takes; the applicant is told in writing (行政许可法 Art. 45). */
  limit: TimeLimit.optional(),
  /** The rule that takes its time out of the limit, where that is not Art. 45 itself. */
  basis: z.string().min(1).max(200).optional(),
});
export type SpecialProcedure = z.infer<typeof SpecialProcedure>;

/** A cross-field rule 表单校验: `holds` is a FEEL expression; the form is refused (or warned of) where it is false. */
export const FormRule = z.strictObject({
  id: LocalId,
  holds: Expression,
  message: Text,
  /** The fields to look at; the first one carries the message. */
  fields: z.array(LocalId).min(1),
  severity: z.enum(['error', 'warning']).default('error'),
});
export type FormRule = z.infer<typeof FormRule>;

/** What is looked at after the decision 事后核查, e.g. 宅基地 staking-out and completion, a commitment's truth. */
export const AfterCheck = z.strictObject({
  id: LocalId,
  name: Text,
  role: Role,
  level: OfficeLevel,
  minimumStaff: z.number().int().min(1).max(5).default(1),
});
export type AfterCheck = z.infer<typeof AfterCheck>;

/** One child of a bundle 一件事: a case of its own, of another item, in its own office. */
export const BundleChild = z.strictObject({
  id: LocalId,
  itemCode: z.string().regex(/^[A-Z]{2,6}-\d{3}$/),
  /** 主办; the others are 协办. */
  lead: z.boolean().default(false),
  /** The child is opened only where this FEEL expression over the bundle's form is not false. */
  onlyWhen: Expression.optional(),
  /** The child's form: its field -> the bundle's field, or `{ value }` that is the same in every bundle. */
  form: z.record(
    LocalId,
    z.union([LocalId, z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) })]),
  ),
  /** The child's materials out of the bundle's: its material -> the bundle's material. */
  materials: z.record(LocalId, LocalId).default({}),
});
export type BundleChild = z.infer<typeof BundleChild>;

/**
 * Which templates of resources/documents this item's documents 文书 use where not the common one, which is named as the
 * kind is.
 */
export const DocumentSet = z.partialRecord(DocumentKind, LocalId);
export type DocumentSet = z.infer<typeof DocumentSet>;

/** Titles where this item's documents are called otherwise than by its type, e.g. 最低生活保障审核确认决定书. */
export const DocumentTitles = z.partialRecord(DocumentKind, z.string().min(1).max(40));
export type DocumentTitles = z.infer<typeof DocumentTitles>;

export const ServiceItem = z
  .strictObject({
    schemaVersion: z.literal(1),
    /** Local code of the item; stable over versions. */
    code: z.string().regex(/^[A-Z]{2,6}-\d{3}$/, 'an item code looks like ELD-001'),
    version: z.number().int().positive(),
    /** 基本编码, 12 characters (GB/T 39554.1): area, type (A.1), department, main, sub. */
    basicCode: z.string().regex(/^\d{12}$/, 'a 基本编码 has 12 digits'),
    name: Text,
    summary: Text,
    /** 事项类型, GB/T 39046-2020 table A.1. */
    itemType: z.enum(['01', '05', '07', '08', '10', '20']),
    /** 即办件 or 承诺件, GB/T 39046-2020 table A.6. */
    handling: z.enum(['instant', 'promised']),
    enabled: z.boolean(),
    legalBasis: z.array(z.strictObject({ title: z.string().min(1), article: z.string().optional() })).min(1),
    /** 机关代字 used in document numbers, per level. */
    organCodes: z.strictObject({ township: z.string().min(1), county: z.string().min(1) }),
    /** The organ in whose name each level acts, after the division's name: 汤原县 + 林业和草原局. */
    organs: z
      .strictObject({ township: z.string().min(1), county: z.string().min(1) })
      .default({ township: '人民政府', county: '人民政府' }),
    limits: z.strictObject({
      statutory: TimeLimit,
      promised: TimeLimit,
      /** Most days that the head of the organ may add, in the statutory unit (行政许可法 Art. 42: ten). */
      extension: z
        .strictObject({ days: z.number().int().positive().max(90), basis: z.string().min(1).max(200) })
        .optional(),
    }),
    /** Which form fields say who the applicant 申请人 is. */
    applicant: z.strictObject({ name: LocalId, idNumber: LocalId, mobile: LocalId, address: LocalId }),
    /** Which form fields say who acts for the applicant 代办人, while they are asked. */
    agent: z
      .strictObject({ name: LocalId, idNumber: LocalId, mobile: LocalId, relation: LocalId })
      .extend({ scope: LocalId.optional(), validUntil: LocalId.optional() })
      .optional(),
    form: z.array(Section).min(1),
    rules: z.array(FormRule).default([]),
    materials: z.array(MaterialRequirement),
    stages: z.array(Stage).min(1),
    specialProcedures: z.array(SpecialProcedure).default([]),
    afterChecks: z.array(AfterCheck).default([]),
    /** 一件事: the cases that this one opens; a bundle's own stages are the one decision to close it. */
    bundle: z.array(BundleChild).min(1).optional(),
    /** True only where the item lets one person accept and decide (即办件 一审一核). */
    samePersonMayDecide: z.boolean(),
    certificate: z
      .strictObject({
        name: Text,
        prefix: z.string().min(1),
        validYears: z.number().int().positive().optional(),
      })
      .optional(),
    documents: DocumentSet.default({}),
    /** Form fields that a public notice 公示 shows besides the applicant's name; never of a kind that identifies. */
    publicFields: z.array(LocalId).default([]),
    /** 保管期限 of the archived case, in years; absent = permanent 永久. */
    retentionYears: z.union([z.literal(10), z.literal(30)]).optional(),
    documentTitles: DocumentTitles.default({}),
  })
  .superRefine((item, context) => {
    for (const { path, reason } of itemProblems(item))
      context.addIssue({ code: 'custom', path, message: reason });
  });
export type ServiceItem = z.infer<typeof ServiceItem>;

/** All fields of an item's form, in reading order. */
export const formFields = (item: ServiceItem) => item.form.flatMap((section) => section.fields);

/** Finds a stage that the item's definition is known to have; throws when a caller invents one. */
export function getStage(item: ServiceItem, id: string): Stage {
  const stage = item.stages.find((one) => one.id === id);
  if (!stage) throw new Error(`item ${item.code} has no stage ${id}`);
  return stage;
}
