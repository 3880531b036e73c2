import type { ServiceItem } from '../catalogue/serviceItem';
import type { DocumentKind } from './kind';

const common = {
  receipt: '收件回执',
  supplementNotice: '补正材料告知书',
  acceptanceNotice: '受理通知书',
  nonAcceptanceNotice: '不予受理通知书',
  deliveryReceipt: '送达回证',
} as const;

/** 行政许可, 行政给付, 行政确认, 行政奖励, 行政裁决 as a decision names them; public services have no such word. */
const decided: Record<ServiceItem['itemType'], string> = {
  '01': '行政许可',
  '05': '行政给付',
  '07': '行政确认',
  '08': '行政奖励',
  '10': '办理',
  '20': '办理',
};

/** The document's title for this item; the definition may name it otherwise. */
export function documentTitle(item: ServiceItem, kind: DocumentKind): string {
  const own = item.documentTitles[kind];
  if (own !== undefined) return own;
  switch (kind) {
    case 'grantDecision':
      return `准予${decided[item.itemType]}决定书`;
    case 'refusalDecision':
      return `不予${decided[item.itemType]}决定书`;
    default:
      return common[kind];
  }
}
