import { z } from 'zod';

/** The documents 文书 that a counter hands out, in the order in which a case comes to them. */
export const DocumentKind = z.enum([
  /** 收件回执 */
  'receipt',
  /** 补正材料告知书 */
  'supplementNotice',
  /** 告知承诺书 */
  'commitmentLetter',
  /** 受理通知书 */
  'acceptanceNotice',
  /** 容缺受理通知书 */
  'toleranceNotice',
  /** 容缺受理承诺书 */
  'tolerancePromise',
  /** 联办事项告知单 of a bundle 一件事 */
  'bundleReceipt',
  /** 不予受理通知书 */
  'nonAcceptanceNotice',
  /** 公示 */
  'publicNoticeSheet',
  /** 核查笔录 */
  'inspectionRecord',
  /** 特别程序告知书 */
  'specialProcedureNotice',
  /** 延期告知书 */
  'extensionNotice',
  /** 撤回申请确认书 */
  'withdrawalNotice',
  /** 终止办理告知书 */
  'terminationNotice',
  /** 准予决定书 */
  'grantDecision',
  /** 不予决定书 */
  'refusalDecision',
  /** 送达回证 */
  'deliveryReceipt',
  /** 更正告知书 */
  'correctionNotice',
  /** 卷内封面 */
  'caseCover',
]);
export type DocumentKind = z.infer<typeof DocumentKind>;
