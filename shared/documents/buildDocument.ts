import { shanghaiDate, type PlainDate } from '../calendar/dates';
import type { CaseState } from '../casework/caseState';
import type { ServiceItem } from '../catalogue/serviceItem';
import { acceptanceBody, nonAcceptanceBody, receiptBody, supplementBody } from './bodies';
import { documentsOf } from './documentsOf';
import { chineseDate } from './chineseDate';
import { grantBody, refusalBody } from './decisions';
import { receivedDay, type DocumentFacts } from './facts';
import type { DocumentKind } from './kind';
import { materialLines, supplementLines } from './materialLines';
import type { DocumentModel } from './model';
import { issuedBy, pendingNumber } from './numbers';
import { issuingLevel, organAt, phones } from './officeNames';
import { remedies } from './remedies';
import { applicantText, particularsOf } from './particulars';
import { deliveryPart, servedLines } from './serving';
import { documentTitle } from './titles';

/** When the document was issued, which is the day under the seal; printing it later changes nothing. */
function issuedOn(kind: DocumentKind, state: CaseState): PlainDate | undefined {
  switch (kind) {
    case 'receipt':
      return receivedDay(state);
    case 'supplementNotice':
      return state.supplement && shanghaiDate(state.supplement.at);
    case 'acceptanceNotice':
      return state.accepted?.acceptedOn;
    case 'nonAcceptanceNotice':
      return state.notAccepted && shanghaiDate(state.notAccepted.at);
    case 'grantDecision':
    case 'refusalDecision':
      return state.decision?.decidedOn;
    case 'deliveryReceipt':
      return state.delivery?.deliveredOn;
  }
}

function handledBy(kind: DocumentKind, state: CaseState): string {
  const step = {
    receipt: state.received,
    supplementNotice: state.supplement,
    acceptanceNotice: state.accepted,
    nonAcceptanceNotice: state.notAccepted,
    grantDecision: undefined,
    refusalDecision: undefined,
    deliveryReceipt: state.delivery,
  }[kind];
  return step?.name ?? '';
}

const paragraphsOf: Record<DocumentKind, (facts: DocumentFacts) => string[]> = {
  receipt: receiptBody,
  supplementNotice: supplementBody,
  acceptanceNotice: acceptanceBody,
  nonAcceptanceNotice: nonAcceptanceBody,
  grantDecision: grantBody,
  refusalDecision: refusalBody,
  deliveryReceipt: () => [],
};

const notesOf = (kind: DocumentKind): string[] => {
  switch (kind) {
    case 'receipt':
      return ['请妥善保管本回执，凭办件编号或者扫描二维码查询办理进度。'];
    case 'supplementNotice':
      return ['补正齐全后，本机关依法予以受理，办理时限自受理之日起计算，等待补正的时间不计算在内。'];
    case 'acceptanceNotice':
      return ['本机关自作出决定之日起10个工作日内，按你选择的方式送达办理结果。'];
    case 'deliveryReceipt':
      return ['受送达人拒绝签收的，送达人应当在备注栏记明拒收事由和日期，由见证人签名。'];
    default:
      return [];
  }
};

/**
 * Makes a document from the facts of a case. Pure; asks for no clock. Throws where the case has no such document
 * (`documentsOf` says which it has).
 */
export function buildDocument(kind: DocumentKind, facts: DocumentFacts): DocumentModel {
  const { item, state, office, numbers } = facts;
  if (!documentsOf(state).includes(kind)) throw new Error(`this case has no ${kind} yet`);
  const level = issuingLevel(item, kind);
  const title = documentTitle(item, kind);
  const denies = kind === 'nonAcceptanceNotice' || kind === 'refusalDecision';
  const listsMaterials = kind === 'receipt' || kind === 'acceptanceNotice';
  const on = issuedOn(kind, state);
  const { consultation, supervision } = phones(office);
  const contacts = [
    { label: '地址', value: office.address ?? '', wide: true },
    { label: '咨询电话', value: consultation, wide: false },
    { label: '监督投诉电话', value: supervision, wide: false },
  ];
  return {
    kind,
    template: item.documents[kind] ?? kind,
    title,
    organ: organAt(item, level, office),
    documentNumber: issuedBy[kind] ? (numbers[kind] ?? pendingNumber) : '',
    numberPending: issuedBy[kind] !== undefined && numbers[kind] === undefined,
    caseNumber: facts.caseNumber ?? state.provisionalNumber,
    provisionalNumber: state.provisionalNumber,
    caseNumberPending: facts.caseNumber === undefined,
    addressee: applicantText(item, state, 'name'),
    particulars: particularsOf(kind, facts),
    materials: listsMaterials ? materialLines(item, state) : [],
    supplements: kind === 'supplementNotice' ? supplementLines(item, state) : [],
    served: kind === 'deliveryReceipt' ? servedLines(facts) : [],
    ...(kind === 'deliveryReceipt' ? { delivery: deliveryPart(state) } : {}),
    paragraphs: paragraphsOf[kind](facts),
    remedies: denies
      ? remedies(item, level, office, title.replace(/^.*(?=(决定书|通知书|告知书)$)/, ''))
      : [],
    notes: notesOf(kind),
    date: on === undefined ? '' : chineseDate(on),
    seal: sealName(kind, item),
    handledBy: handledBy(kind, state),
    copiesNote: '本文书一式两份，一份交申请人，一份存档。',
    contacts: contacts.filter(({ value }) => value !== ''),
    printNumber: (state.prints[kind] ?? 0) + 1,
    progressUrl: facts.progressUrl ?? '',
  };
}

/** 受理专用章 for what the window issues (行政许可法 Art. 32 last paragraph), the organ's own seal for a decision. */
function sealName(kind: DocumentKind, item: ServiceItem): string {
  if (kind === 'grantDecision' || kind === 'refusalDecision')
    return item.itemType === '01' ? '行政审批专用章' : '公章';
  return kind === 'deliveryReceipt' ? '' : '受理专用章';
}
