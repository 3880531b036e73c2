import { z } from 'zod';
import { PlainDate } from '../calendar/dates';
import { Id, Instant } from '../casework/identifiers';

const key = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,59}$/);
const label = z.string().min(1).max(60);

/** Whether personal data are shown: hidden unless somebody said why they are needed. */
export const Disclosure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('masked') }),
  z.strictObject({ kind: z.literal('full'), reason: z.string().trim().min(4).max(500) }),
]);
export type Disclosure = z.infer<typeof Disclosure>;

/** Why a column of a table is empty in every row, or in one. */
const EmptyColumn = z.strictObject({
  column: key,
  name: label,
  /** `noSource`: never filled, for a reason that the guide gives; `requiredMissing`: it ought to be there. */
  kind: z.enum(['noSource', 'requiredMissing', 'nothingRecorded']),
});
export type EmptyColumn = z.infer<typeof EmptyColumn>;

/** One table as exported; each row has every column, empty where nothing is known. */
export const ExportedTable = z.strictObject({
  key,
  name: label,
  columns: z.array(z.strictObject({ key, name: label, notation: z.string().max(200) })).min(1),
  rows: z.array(z.record(key, z.string().max(8000))).max(5000),
  empty: z.array(EmptyColumn),
  /** Values that do not fit the receiver's format, e.g. too long; they stand in the row unchanged. */
  misfits: z.array(z.strictObject({ row: z.number().int().nonnegative(), column: key })),
});
export type ExportedTable = z.infer<typeof ExportedTable>;

/** What an export says of itself. */
export const ExportManifest = z.strictObject({
  schemaVersion: z.literal(1),
  caseId: Id,
  number: z.string().min(1).max(50),
  /** False while the number is provisional 暂编号, because the platform has not given one. */
  numberIsOfficial: z.boolean(),
  itemCode: z.string().max(20),
  itemVersion: z.number().int().positive(),
  exportedAt: Instant,
  batch: z.string().regex(/^[0-9a-f]{32}$/),
  disclosure: Disclosure,
  /** Steps of this device that the platform has not confirmed yet, and may still refuse. */
  unconfirmed: z.number().int().nonnegative(),
  /** 补录: exported with their true times; when each was really entered. */
  late: z.array(z.strictObject({ step: z.string(), happenedOn: PlainDate, enteredOn: PlainDate })),
});
export type ExportManifest = z.infer<typeof ExportManifest>;

export const CaseExport = z.strictObject({
  manifest: ExportManifest,
  tables: z.array(ExportedTable).max(20),
});
export type CaseExport = z.infer<typeof CaseExport>;

export const ExportFormat = z.enum(['json', 'csv']);
export type ExportFormat = z.infer<typeof ExportFormat>;
