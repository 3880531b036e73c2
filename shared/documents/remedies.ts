import type { OfficeLevel, ServiceItem } from '../catalogue/serviceItem';
import { organAt, type OfficeNames } from './officeNames';

/**
 * The government that reviews 行政复议机关: the county people's government, both for its own bureaus and for a township
 * (行政复议法 Art. 24(1)); for what the county government itself decided, the one above it.
 */
export function reviewAuthority(item: ServiceItem, level: OfficeLevel, names: OfficeNames): string {
  const county = `${names.county}人民政府`;
  if (organAt(item, level, names) !== county) return county;
  return names.prefecture === undefined ? '上一级人民政府' : `${names.prefecture}人民政府`;
}

/**
 * 救济途径 against a refusal: review within 60 days (行政复议法 Art. 20, 24), court within six months (行政诉讼法 Art. 46).
 * 行政许可法 Art. 38 obliges a refusal to say so.
 */
export const remedies = (
  item: ServiceItem,
  level: OfficeLevel,
  names: OfficeNames,
  document: string,
): string[] => [
  `如不服本${document}，可以自收到之日起60日内向${reviewAuthority(item, level, names)}申请行政复议（《中华人民共和国行政复议法》第二十条、第二十四条）；` +
    '也可以自收到之日起6个月内直接向有管辖权的人民法院提起行政诉讼（《中华人民共和国行政诉讼法》第四十六条）。',
];
