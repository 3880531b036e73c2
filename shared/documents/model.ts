import { z } from 'zod';
import { LocalId } from '../catalogue/field';
import { DocumentKind } from './kind';

const line = z.string().max(400);
const paragraph = z.string().max(4000);

/** A cell of the table that says what the document is about. `wide` takes the whole width. */
export const Particular = z.strictObject({ label: line, value: line, wide: z.boolean() });
export type Particular = z.infer<typeof Particular>;

/** One line of the materials list. */
export const MaterialLine = z.strictObject({
  number: z.number().int().positive(),
  name: line,
  /** 原件 / 复印件 / 原件和复印件. */
  presented: line,
  copies: z.number().int().nonnegative(),
  /** 已收、电子证照复用、告知承诺、容缺待补、未交. */
  status: line,
});
export type MaterialLine = z.infer<typeof MaterialLine>;

/** One point of a supplement notice: what is wrong, what the rule asks, what to bring. */
export const SupplementLine = z.strictObject({
  number: z.number().int().positive(),
  material: line,
  problem: paragraph,
  requirement: line,
  remedy: paragraph,
});
export type SupplementLine = z.infer<typeof SupplementLine>;

/** A document that is served 送达. */
export const ServedLine = z.strictObject({ name: line, number: line });
export type ServedLine = z.infer<typeof ServedLine>;

/** How a document was served 送达; every method is printed with a box, the chosen one ticked. */
export const DeliveryPart = z.strictObject({
  methods: z.array(z.strictObject({ label: line, chosen: z.boolean() })),
  /** Who took it, and what that person is to the applicant; empty until it is recorded, to be signed by hand. */
  recipient: line,
  relation: line,
  place: line,
  trackingNumber: line,
  refusalReason: line,
  /** Names joined by 、; service that leaves the document needs them (民事诉讼法 Art. 89). */
  witnesses: line,
  servers: line,
});
export type DeliveryPart = z.infer<typeof DeliveryPart>;

/** A list with a heading for each column, e.g. what was promised for later. */
export const DocumentTable = z.strictObject({
  columns: z.array(z.strictObject({ label: line, narrow: z.boolean() })),
  rows: z.array(z.array(paragraph)),
});
export type DocumentTable = z.infer<typeof DocumentTable>;

/**
 * What one printed document says: words and lists, no layout. It carries the masked ID number only. Made by
 * `buildDocument`, laid out by `renderDocument` in the template that the item names; all of it is plain text.
 */
export const DocumentModel = z.strictObject({
  kind: DocumentKind,
  /** Name of the template file in resources/documents, without its ending. */
  template: LocalId,
  title: line,
  /** 发文机关: in whose name the document is issued. */
  organ: line,
  /** 文书编号, or what stands there until the platform gives one. */
  documentNumber: line,
  numberPending: z.boolean(),
  /** 办件编号, the official one where it is known. */
  caseNumber: line,
  provisionalNumber: line,
  caseNumberPending: z.boolean(),
  /** Whom the document addresses; empty where it speaks to nobody, e.g. a public notice. */
  addressee: line,
  particulars: z.array(Particular),
  materials: z.array(MaterialLine),
  supplements: z.array(SupplementLine),
  served: z.array(ServedLine),
  delivery: DeliveryPart.optional(),
  /** The body between the salutation and the closing. */
  paragraphs: z.array(paragraph),
  table: DocumentTable.optional(),
  /** What is said after the table. */
  afterwards: z.array(paragraph).optional(),
  /** Who signs by hand 签名, one line each. */
  signatures: z.array(line).optional(),
  /** 救济途径, empty where the document denies nothing. */
  remedies: z.array(paragraph),
  notes: z.array(paragraph),
  /** 落款日期, e.g. 2026年11月23日. */
  date: line,
  /** Name of the seal 印章, e.g. 受理专用章; empty where persons sign and nothing is sealed. */
  seal: line,
  handledBy: line,
  copiesNote: line,
  contacts: z.array(Particular),
  /** Which print this is; above 1 the document says that it is a reprint 补打. */
  printNumber: z.number().int().positive(),
  /** Address of the citizen's progress page, for the QR code; empty where none is to be shown. */
  progressUrl: z.string().max(500),
});
export type DocumentModel = z.infer<typeof DocumentModel>;
