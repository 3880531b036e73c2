import type { ServiceItem } from '../catalogue/serviceItem';
import type { DocumentKind } from './kind';

const common = {
  receipt: '收件回执',
  supplementNotice: '补正材料告知书',
  commitmentLetter: '告知承诺书',
  acceptanceNotice: '受理通知书',
  toleranceNotice: '容缺受理通知书',
  tolerancePromise: '容缺受理承诺书',
  bundleReceipt: '联办事项告知单',
  nonAcceptanceNotice: '不予受理通知书',
  inspectionRecord: '核查笔录',
  specialProcedureNotice: '特别程序告知书',
  extensionNotice: '延期告知书',
  withdrawalNotice: '撤回申请确认书',
  terminationNotice: '终止办理告知书',
  deliveryReceipt: '送达回证',
  correctionNotice: '更正告知书',
  caseCover: '卷内封面',
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
    case 'publicNoticeSheet':
      return `${item.name['zh-CN']}公示`;
    default:
      return common[kind];
  }
}
