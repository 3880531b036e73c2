import type { Done } from '../casework/caseState';
import type { ServiceItem } from '../catalogue/serviceItem';
import { chineseDate, chineseMinute } from './chineseDate';
import { contentOf } from './content';
import { documentsOf } from './documentsOf';
import { denyingGrounds } from './endings';
import type { DocumentFacts } from './facts';
import { issueOf } from './issue';
import type { DocumentKind } from './kind';
import { materialLines, supplementLines } from './materialLines';
import type { DocumentModel } from './model';
import { issuedBy, pendingNumber } from './numbers';
import { organAt, phones } from './officeNames';
import { applicantText, particularsOf } from './particulars';
import { remedies } from './remedies';
import { sealOf } from './seal';
import { deliveryPart, servedLines } from './serving';
import { open } from './sentences';
import { documentTitle } from './titles';
import { withoutNumbers } from './withoutNumbers';

/** 补录: the paper says when it really happened and when it was entered. */
const lateNote = (step: Done | undefined): string[] =>
  step?.late
    ? [
        `本事项于${chineseMinute(step.at)}发生，于${chineseMinute(step.late.recordedAt)}补录，补录原因：${open(step.late.reason)}。`,
      ]
    : [];

/** Kinds in which the applicant speaks to the organ, and those that address nobody. */
const promises: readonly DocumentKind[] = ['commitmentLetter', 'tolerancePromise'];
const unaddressed: readonly DocumentKind[] = ['publicNoticeSheet', 'inspectionRecord', 'caseCover'];

function denies(kind: DocumentKind, { state }: DocumentFacts): boolean {
  if (kind === 'terminationNotice')
    return state.terminated !== undefined && denyingGrounds.includes(state.terminated.ground);
  return kind === 'nonAcceptanceNotice' || kind === 'refusalDecision';
}

function copiesNote(kind: DocumentKind): string {
  if (unaddressed.includes(kind)) return '';
  return promises.includes(kind)
    ? '本承诺书一式两份，一份交承诺人，一份存档。'
    : '本文书一式两份，一份交申请人，一份存档。';
}

function addressee(kind: DocumentKind, item: ServiceItem, facts: DocumentFacts, organ: string): string {
  if (unaddressed.includes(kind)) return '';
  return kind === 'tolerancePromise' ? organ : applicantText(item, facts.state, 'name');
}

/**
 * Makes a document from the facts of a case. Pure; asks for no clock. Throws where the case has no such document
 * (`documentsOf` says which it has).
 */
export function buildDocument(kind: DocumentKind, facts: DocumentFacts): DocumentModel {
  const { item, state, office, numbers } = facts;
  if (!documentsOf(state, item).includes(kind)) throw new Error(`this case has no ${kind} yet`);
  const { on, step, level } = issueOf(kind, item, state);
  const title = documentTitle(item, kind);
  const organ = organAt(item, level, office);
  const listsMaterials = kind === 'receipt' || kind === 'acceptanceNotice';
  const isPublic = kind === 'publicNoticeSheet';
  const { consultation, supervision } = phones(office);
  const contacts = [
    { label: '地址', value: office.address ?? '', wide: true },
    { label: '咨询电话', value: consultation, wide: false },
    { label: '监督投诉电话', value: supervision, wide: false },
  ];
  const { paragraphs, table, afterwards, signatures, notes = [], particulars = [] } = contentOf[kind](facts);
  const decided = kind === 'grantDecision' || kind === 'refusalDecision';
  const words = {
    addressee: addressee(kind, item, facts, organ),
    particulars: [...particularsOf(kind, facts), ...particulars],
    materials: listsMaterials ? materialLines(item, state) : [],
    supplements: kind === 'supplementNotice' ? supplementLines(item, state) : [],
    paragraphs,
    ...(table ? { table } : {}),
    ...(afterwards ? { afterwards } : {}),
    ...(signatures && signatures.length > 0 ? { signatures } : {}),
    notes: [...notes, ...lateNote(step)],
    handledBy: decided || isPublic ? '' : (step?.name ?? ''),
  };
  return {
    kind,
    template: item.documents[kind] ?? kind,
    title,
    organ,
    documentNumber: issuedBy[kind] ? (numbers[kind] ?? pendingNumber) : '',
    numberPending: issuedBy[kind] !== undefined && numbers[kind] === undefined,
    caseNumber: facts.caseNumber ?? state.provisionalNumber,
    provisionalNumber: state.provisionalNumber,
    caseNumberPending: facts.caseNumber === undefined,
    ...scrubbed(words),
    served: kind === 'deliveryReceipt' ? servedLines(facts) : [],
    ...(kind === 'deliveryReceipt' ? { delivery: deliveryPart(state) } : {}),
    remedies: denies(kind, facts)
      ? remedies(item, level, office, title.replace(/^.*(?=(决定书|通知书|告知书)$)/, ''))
      : [],
    date: on === undefined ? '' : chineseDate(on),
    seal: sealOf(kind, item, state),
    copiesNote: copiesNote(kind),
    contacts: contacts.filter(({ value }) => value !== ''),
    printNumber: (state.prints[kind] ?? 0) + 1,
    // A notice hangs where everybody passes: nobody is invited to look the case up.
    progressUrl: isPublic || kind === 'caseCover' ? '' : (facts.progressUrl ?? ''),
  };
}

/** All texts of a part of the model without the numbers of persons, whoever typed them where. */
function scrubbed<T>(part: T): T {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return withoutNumbers(value);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, clean(one)]));
  };
  return clean(part) as T;
}
