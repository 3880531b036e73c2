import { z } from 'zod';

/** A text in both languages; zh-CN is the one of record. */
export const Text = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
export type Text = z.infer<typeof Text>;

export const Locale = z.enum(['zh-CN', 'en']);
export type Locale = z.infer<typeof Locale>;

/** Identifier of a field, section, material or stage inside one item; stable over versions. */
export const LocalId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'an id is camelCase, 1 to 40 letters or digits')
  .refine((id) => !(id in Object.prototype), 'this id is a name that every object has');
export type LocalId = z.infer<typeof LocalId>;

/** How a value is masked on screen until a person reveals it. */
export const MaskKind = z.enum([
  'none',
  'name',
  'citizenId',
  'disabilityCertificate',
  'mobile',
  'phone',
  'bankCard',
  'address',
]);
export type MaskKind = z.infer<typeof MaskKind>;

/** The field is asked only while another field of the same level holds one of these values. */
export const Condition = z.strictObject({
  field: LocalId,
  in: z.array(z.union([z.string(), z.boolean()])).min(1),
});
export type Condition = z.infer<typeof Condition>;

/**
 * An expression in FEEL (OMG Decision Model and Notation, Friendly Enough Expression Language) over the values of the form,
 * e.g. `sum(members.monthlyIncome)`. `itemProblems` refuses one that cannot be read or names what is not there.
 */
export const Expression = z.string().trim().min(1).max(500);
export type Expression = z.infer<typeof Expression>;

const base = {
  id: LocalId,
  label: Text,
  help: Text.optional(),
  required: z.boolean().default(false),
  mask: MaskKind.default('none'),
  visibleWhen: Condition.optional(),
  /** The value follows from others and is never typed; in a table's column the row's own values stand at hand. */
  computed: Expression.optional(),
  /** Columns taken in the two-column form. */
  span: z.union([z.literal(1), z.literal(2)]).default(1),
};

const numberRange = {
  minimum: z.number().default(0),
  maximum: z.number().optional(),
  unit: Text.optional(),
};

export const Option = z.strictObject({ value: z.string().min(1), label: Text });
export type Option = z.infer<typeof Option>;

/** A field that holds one value. Money is in yuan with at most two decimals; area in the unit it names. */
export const SimpleField = z.discriminatedUnion('type', [
  z.strictObject({
    ...base,
    type: z.literal('text'),
    maxLength: z.number().int().positive().max(500).default(100),
  }),
  z.strictObject({
    ...base,
    type: z.literal('longText'),
    maxLength: z.number().int().positive().max(4000).default(1000),
  }),
  z.strictObject({ ...base, type: z.literal('personName') }),
  z.strictObject({ ...base, type: z.literal('citizenId') }),
  z.strictObject({ ...base, type: z.literal('mobile') }),
  z.strictObject({ ...base, type: z.literal('bankCard') }),
  /** 统一社会信用代码, GB 32100. */
  z.strictObject({ ...base, type: z.literal('creditCode') }),
  /** 残疾人证号. */
  z.strictObject({ ...base, type: z.literal('disabilityCertificate') }),
  /** A division of Heilongjiang, by its code of 6 or 9 digits. */
  z.strictObject({ ...base, type: z.literal('division'), level: z.enum(['county', 'township']) }),
  z.strictObject({ ...base, type: z.literal('date'), notAfterToday: z.boolean().default(false) }),
  z.strictObject({ ...base, type: z.literal('money'), ...numberRange }),
  z.strictObject({ ...base, type: z.literal('integer'), ...numberRange }),
  z.strictObject({ ...base, type: z.literal('decimal'), ...numberRange }),
  z.strictObject({ ...base, type: z.literal('choice'), options: z.array(Option).min(2) }),
  z.strictObject({ ...base, type: z.literal('yesNo') }),
]);
export type SimpleField = z.infer<typeof SimpleField>;

/** A repeating table, e.g. 家庭成员: one row per member. */
export const TableField = z.strictObject({
  ...base,
  type: z.literal('table'),
  columns: z.array(SimpleField).min(1),
  minRows: z.number().int().nonnegative().default(0),
  maxRows: z.number().int().positive().max(200).default(30),
});
export type TableField = z.infer<typeof TableField>;

export const Field = z.discriminatedUnion('type', [...SimpleField.options, TableField]);
export type Field = z.infer<typeof Field>;

export const Section = z.strictObject({ id: LocalId, title: Text, fields: z.array(Field).min(1) });
export type Section = z.infer<typeof Section>;
