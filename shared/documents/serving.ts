import type { CaseState } from '../casework/caseState';
import type { DeliveryMethod } from '../casework/event';
import { documentsOf } from './documentsOf';
import type { DocumentFacts } from './facts';
import type { DocumentKind } from './kind';
import type { DeliveryPart, ServedLine } from './model';
import { pendingNumber } from './numbers';
import { documentTitle } from './titles';

/** The documents whose service 送达 is recorded on a receipt; a notice is handed over at the counter. */
const servedKinds: readonly DocumentKind[] = [
  'nonAcceptanceNotice',
  'terminationNotice',
  'grantDecision',
  'refusalDecision',
];

/** The six ways of service, as 民事诉讼法 Art. 87 to 95 names them, electronic service added. */
const methods: Record<DeliveryMethod, string> = {
  direct: '直接送达',
  left: '留置送达',
  post: '邮寄送达',
  entrusted: '委托送达',
  electronic: '电子送达',
  announcement: '公告送达',
};

export const deliveryPart = ({ delivery }: CaseState): DeliveryPart => ({
  methods: Object.entries(methods).map(([method, label]) => ({ label, chosen: delivery?.method === method })),
  recipient: delivery?.recipient ?? '',
  relation: delivery?.relation ?? '',
  place: delivery?.place ?? '',
  trackingNumber: delivery?.trackingNumber ?? '',
  refusalReason: delivery?.refusalReason ?? '',
  witnesses: (delivery?.witnesses ?? []).join('、'),
  servers: (delivery?.servers ?? []).join('、'),
});

/** What a delivery receipt confirms: the decision, and the certificate that goes with it. */
export function servedLines(facts: DocumentFacts): ServedLine[] {
  const { item, state, numbers } = facts;
  const kinds = documentsOf(state, item).filter((kind) => servedKinds.includes(kind));
  const letters = kinds.map((kind) => ({
    name: `《${documentTitle(item, kind)}》`,
    number: numbers[kind] ?? pendingNumber,
  }));
  if (state.children.length > 0) return state.children.map(childResult(facts));
  if (!item.certificate || !state.certificate) return letters;
  return [
    ...letters,
    { name: `《${item.certificate.name['zh-CN']}》`, number: state.certificate.certificateNumber },
  ];
}

/** A bundle serves together 一并送达 what its children came to; each bears its own number on its own paper. */
const childResult =
  ({ itemNames }: DocumentFacts) =>
  ({ itemCode }: CaseState['children'][number]): ServedLine => ({
    name: `${itemNames?.[itemCode] ?? itemCode}办理结果`,
    number: '',
  });
