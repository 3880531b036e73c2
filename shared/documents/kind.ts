import { z } from 'zod';

/** The documents 文书 that a counter hands out, in the order in which a case comes to them. */
export const DocumentKind = z.enum([
  /** 收件回执 */
  'receipt',
  /** 补正材料告知书 */
  'supplementNotice',
  /** 受理通知书 */
  'acceptanceNotice',
  /** 不予受理通知书 */
  'nonAcceptanceNotice',
  /** 准予决定书 */
  'grantDecision',
  /** 不予决定书 */
  'refusalDecision',
  /** 送达回证 */
  'deliveryReceipt',
]);
export type DocumentKind = z.infer<typeof DocumentKind>;
