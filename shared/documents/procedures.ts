import type { SpecialProcedure } from '../catalogue/serviceItem';
import { basisOf, isLicence, licence } from './bodies';
import { chineseDate, chineseLimit } from './chineseDate';
import type { Content } from './content';
import type { DocumentFacts } from './facts';
import { stop } from './sentences';

/** Why the time of a procedure is not counted: 行政许可法 Art. 45 for a licence, else the rule that the item names. */
function notCountedBy({ item }: DocumentFacts, procedure: SpecialProcedure | undefined): string {
  if (procedure?.basis !== undefined) return `依据${procedure.basis}`;
  return isLicence(item) ? `依据${licence}第四十五条` : `依据${basisOf(item)}`;
}

/** 特别程序告知书: kind, reason, expected time, and that it is not counted; told in writing (行政许可法 Art. 45). */
export function procedureContent(facts: DocumentFacts): Content {
  const { item, state } = facts;
  const latest = state.procedures.filter(({ approved }) => approved).at(-1);
  if (!latest?.approved) throw new Error('no special procedure was approved');
  const { requested, approved, completed } = latest;
  const procedure = item.specialProcedures.find(({ id }) => id === requested.procedureId);
  const name = procedure?.name['zh-CN'] ?? '特别程序';
  const { expectedDays } = requested;
  const unit = procedure?.limit?.unit ?? 'workingDay';
  const limit = expectedDays === undefined ? procedure?.limit : { days: expectedDays, unit };
  const expected = limit ? `预计需要${chineseLimit(limit)}，` : '';
  return {
    paragraphs: [
      `你申请的${item.name['zh-CN']}事项，在审查中需要依法进行${name}。理由：${stop(requested.reason)}`,
      `${name}自${chineseDate(approved.startedOn)}开始，${expected}${notCountedBy(facts, procedure)}，所需时间不计算在办理时限内。${name}结束后，办理时限接续计算，本机关将继续审查并依法作出决定。`,
      ...(completed
        ? [`${name}已于${chineseDate(completed.endedOn)}结束。结果：${stop(completed.result)}`]
        : []),
    ],
    particulars: [
      { label: '特别程序', value: name, wide: false },
      { label: '批准人', value: approved.name, wide: false },
    ],
  };
}

/** 延期告知书: reason, days, the new day, who approved it (行政许可法 Art. 42). */
export function extensionContent(facts: DocumentFacts): Content {
  const { item, state, statutoryDue } = facts;
  const latest = state.extensions.filter(({ approved }) => approved).at(-1);
  if (!latest?.approved) throw new Error('no extension was approved');
  const { requested, approved } = latest;
  const { statutory, extension } = item.limits;
  const length = chineseLimit({ days: approved.days, unit: statutory.unit });
  const basis = extension ? `依据${named(extension.basis)}，` : '';
  const until = statutoryDue
    ? `延长后，应于${chineseDate(statutoryDue.date)}前作出决定${statutoryDue.provisional ? '（该年度放假安排公布后可能调整）' : ''}。`
    : `延长期限接续原法定办结时限（${chineseLimit(statutory)}）计算。`;
  return {
    paragraphs: [
      `你申请的${item.name['zh-CN']}事项，不能在法定办结时限内作出决定。理由：${stop(requested.reason)}`,
      `${basis}经本机关负责人于${chineseDate(approved.approvedOn)}批准，办理时限延长${length}。${until}特此告知。`,
    ],
    particulars: [
      { label: '延长期限', value: length, wide: false },
      { label: '批准人', value: approved.name, wide: false },
    ],
  };
}

/** A law's title in its marks, with what follows outside them. */
const named = (basis: string): string =>
  basis.startsWith('《') || !/^.*(法|条例|办法)/.test(basis)
    ? basis
    : basis.replace(/^(.*?(?:法|条例|办法))(?=$|第|（)/, '《$1》');
