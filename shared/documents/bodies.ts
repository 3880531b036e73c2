import type { ServiceItem } from '../catalogue/serviceItem';
import { extensionDays, type CaseState } from '../casework/caseState';
import type { NonAcceptanceGround } from '../casework/event';
import { chineseDate, chineseLimit } from './chineseDate';
import { toleratedNames } from './materialLines';
import { receivedDay, type DocumentFacts } from './facts';
import { stop } from './sentences';

export const licence = '《中华人民共和国行政许可法》';
export const isLicence = (item: ServiceItem) => item.itemType === '01';

/** The item's legal basis as a sentence names it. */
export const basisOf = (item: ServiceItem): string =>
  item.legalBasis.map(({ title, article }) => `《${title}》${article ?? ''}`).join('、');

const applied = ({ item, state }: DocumentFacts) =>
  `你于${chineseDate(receivedDay(state))}就${item.name['zh-CN']}事项向本机关提出申请`;

/** 收件回执: what a receipt means and what it does not. */
export const receiptBody = ({ item }: DocumentFacts): string[] => [
  `本机关已收到你就${item.name['zh-CN']}事项提出的申请及下列材料。`,
  '收件不等于受理。本机关将自收到材料之日起5个工作日内告知你是否受理；材料不齐全或者不符合法定形式的，将一次告知需要补正的全部内容' +
    (isLicence(item)
      ? `，逾期不告知的，自收到材料之日起即为受理（${licence}第三十二条）。`
      : '（《优化营商环境条例》第三十六条）。'),
];

/** 受理通知书: from which day and on what ground, both limits, the promised day, what is still to come. */
export function acceptanceBody(facts: DocumentFacts): string[] {
  const { item, state } = facts;
  const { statutory, promised } = item.limits;
  const due = facts.promisedDue;
  const until = due
    ? `，应于${chineseDate(due.date)}前办结${due.provisional ? '（该年度放假安排公布后可能调整）' : ''}`
    : '';
  return [
    state.accepted?.deemed ? deemedSentence(facts) : acceptedSentence(facts),
    `本事项法定办结时限为${chineseLimit(statutory)}，承诺办结时限为${chineseLimit(promised)}，自受理次日起计算${until}。`,
    ...extended(facts),
    ...toleratedSentence(facts),
    ...pausedStages(item),
    '本事项不收取任何费用。',
  ];
}

function acceptedSentence(facts: DocumentFacts): string {
  const { item, state } = facts;
  const mainly = state.accepted?.tolerated ? '主要部分' : '';
  const limb = isLicence(item) ? `${licence}第三十二条第一款第（五）项、` : '';
  return `${applied(facts)}。经审查，申请事项属于本机关职权范围，申请材料${mainly}齐全、符合法定形式，依据${limb}${basisOf(item)}，决定自${chineseDate(acceptedDay(state))}起予以受理。`;
}

/** 视为受理: nobody said in time what is missing, so the case is accepted from the day of receipt (行政许可法 Art. 32(4)). */
function deemedSentence(facts: DocumentFacts): string {
  const { item, state } = facts;
  const basis = isLicence(item)
    ? `依据${licence}第三十二条第一款第（四）项`
    : '依据《优化营商环境条例》第三十六条的一次性告知要求';
  return `${applied(facts)}。本机关自收到申请材料之日起5个工作日内未告知你需要补正的内容，${basis}，你的申请视为受理，受理日期为收到申请材料之日，即${chineseDate(acceptedDay(state))}。`;
}

/** An extension stretches the statutory limit; what was promised stays promised. */
function extended({ item, state, statutoryDue }: DocumentFacts): string[] {
  const days = extensionDays(state);
  if (days === 0) return [];
  const by = statutoryDue ? `，法定办结日期顺延至${chineseDate(statutoryDue.date)}` : '';
  return [`经批准，办理时限已延长${chineseLimit({ days, unit: item.limits.statutory.unit })}${by}。`];
}

function toleratedSentence({ item, state, toleratedIds }: DocumentFacts): string[] {
  const promise = state.accepted?.tolerated;
  if (!promise) return [];
  const names = toleratedNames(item, state, toleratedIds);
  const which = names.length === 0 ? '' : `：${names.join('、')}`;
  return [
    `容缺受理的材料${which}。请在${chineseDate(promise.dueOn)}前补齐；逾期未补齐的，按《容缺受理通知书》告知的后果处理。`,
  ];
}

const acceptedDay = (state: CaseState) => {
  if (!state.accepted) throw new Error('the case has not been accepted');
  return state.accepted.acceptedOn;
};

/** 行政许可法 Art. 45: what is not counted is told in writing. */
function pausedStages(item: ServiceItem): string[] {
  const names = item.stages.filter((stage) => stage.pausesClock).map((stage) => stage.name['zh-CN']);
  return names.length === 0 ? [] : [`${names.join('、')}所需时间不计算在上述时限内。`];
}

/** 补正材料告知书. A second one on the same application is an irregularity; it says that it is one, and why. */
export function supplementBody(facts: DocumentFacts): string[] {
  const { item, state } = facts;
  const basis = isLicence(item) ? `${licence}第三十二条第一款第（四）项` : '《优化营商环境条例》第三十六条';
  const order = state.supplements.length;
  const again = state.supplement?.repeatReason;
  return [
    `${applied(facts)}。经审查，申请材料不齐全或者不符合法定形式，依据${basis}，现将需要补正的全部内容一次告知如下：`,
    ...(order > 1
      ? [
          `本告知书是就同一申请作出的第${order}次补正告知${again === undefined ? '。' : `，再次告知的原因：${stop(again)}`}由此给你带来不便，本机关深表歉意。`,
        ]
      : []),
  ];
}

/** 不予受理通知书: each limb of 行政许可法 Art. 32 in its own words; items that are no licence rest on their own rules. */
export function nonAcceptanceBody(facts: DocumentFacts): string[] {
  const { item, state } = facts;
  if (!state.notAccepted) throw new Error('the case has not been refused acceptance');
  const { ground, reason, competentAuthority } = state.notAccepted;
  const basis = isLicence(item) ? `${licence}${limbs[ground]}` : basisOf(item);
  const authority =
    competentAuthority === undefined ? [] : [`该事项由${competentAuthority}负责办理，请向该机关提出申请。`];
  return [
    `${applied(facts)}。经审查，${grounds[ground]}。依据${basis}，本机关决定不予受理。`,
    `理由：${stop(reason)}`,
    ...authority,
  ];
}

const limbs: Record<NonAcceptanceGround, string> = {
  noLicenceNeeded: '第三十二条第一款第（一）项',
  otherAuthority: '第三十二条第一款第（二）项',
  notCorrected: '第三十二条第一款第（四）项、第（五）项',
};
const grounds: Record<NonAcceptanceGround, string> = {
  noLicenceNeeded: '该事项依法不需要办理',
  otherAuthority: '该事项依法不属于本机关职权范围',
  notCorrected: '经一次性告知后，申请材料仍未补正至齐全、符合法定形式',
};
