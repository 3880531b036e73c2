import { receiptBody, acceptanceBody, nonAcceptanceBody, supplementBody } from './bodies';
import { bundleContent, coverContent, inspectionContent } from './records';
import { correctionContent, terminationBody, withdrawalBody } from './endings';
import { grantBody, refusalBody } from './decisions';
import type { DocumentFacts } from './facts';
import type { DocumentKind } from './kind';
import type { DocumentTable, Particular } from './model';
import { extensionContent, procedureContent } from './procedures';
import { commitmentContent, toleranceContent, tolerancePromiseContent } from './promises';
import { publicNoticeContent } from './publicNotice';
import { originalsReturned } from './materialLines';

/** What is particular to one kind of document. */
export type Content = {
  paragraphs: string[];
  table?: DocumentTable;
  afterwards?: string[];
  signatures?: string[];
  notes?: string[];
  /** More lines for the table at the head. */
  particulars?: Particular[];
};

const words =
  (body: (facts: DocumentFacts) => string[], ...notes: string[]) =>
  (facts: DocumentFacts): Content => ({ paragraphs: body(facts), notes });

/** What each kind of document says. Each throws where the case has no such document. */
export const contentOf: Record<DocumentKind, (facts: DocumentFacts) => Content> = {
  receipt: (facts) => ({
    paragraphs: receiptBody(facts),
    signatures: originalsReturned(facts.item, facts.state),
    notes: ['请妥善保管本回执，凭办件编号或者扫描二维码查询办理进度。'],
  }),
  supplementNotice: words(
    supplementBody,
    '补正齐全后，本机关依法予以受理，办理时限自受理之日起计算，等待补正的时间不计算在内。',
  ),
  commitmentLetter: commitmentContent,
  acceptanceNotice: words(acceptanceBody, '本机关自作出决定之日起10个工作日内，按你选择的方式送达办理结果。'),
  toleranceNotice: toleranceContent,
  tolerancePromise: tolerancePromiseContent,
  bundleReceipt: bundleContent,
  nonAcceptanceNotice: words(nonAcceptanceBody),
  publicNoticeSheet: publicNoticeContent,
  inspectionRecord: inspectionContent,
  specialProcedureNotice: procedureContent,
  extensionNotice: extensionContent,
  withdrawalNotice: words(
    withdrawalBody,
    '撤回申请不影响你以后就同一事项再次提出申请；已提交的原件请凭本确认书取回。',
  ),
  terminationNotice: words(terminationBody),
  grantDecision: words(grantBody),
  refusalDecision: words(refusalBody),
  deliveryReceipt: words(
    () => [],
    '受送达人拒绝签收的，送达人应当在备注栏记明拒收事由和日期，由见证人签名。',
  ),
  correctionNotice: correctionContent,
  caseCover: coverContent,
};
