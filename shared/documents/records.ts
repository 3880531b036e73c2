import { shanghaiDate } from '../calendar/dates';
import type { BundledCase } from '../casework/caseState';
import { chineseDate } from './chineseDate';
import type { Content } from './content';
import { documentsOf } from './documentsOf';
import { receivedDay, type DocumentFacts } from './facts';
import { latestInspection } from './inspection';
import { issueOf } from './issue';
import { materialLines } from './materialLines';
import { issuedBy, pendingNumber } from './numbers';
import { stop } from './sentences';
import { applicantText } from './particulars';
import { documentTitle } from './titles';

const column = (label: string, narrow = false) => ({ label, narrow });

/** 核查笔录: who looked, when, what was found; signed by hand by those who were there (行政许可法 Art. 34: two or more). */
export function inspectionContent({ item, state }: DocumentFacts): Content {
  const inspection = latestInspection(item, state);
  if (!inspection) throw new Error('nothing was looked at on the spot');
  const { stage, done } = inspection;
  const begun = done.startedOn ?? done.completedOn;
  const until = begun === done.completedOn ? '' : `至${chineseDate(done.completedOn)}`;
  return {
    paragraphs: [`核查情况：${stop(done.opinion)}`],
    particulars: [
      { label: '核查环节', value: stage.name['zh-CN'], wide: false },
      { label: '核查时间', value: `${chineseDate(begun)}${until}`, wide: false },
      { label: '核查人员', value: done.staff.join('、'), wide: true },
      { label: '核查地点', value: '', wide: true },
    ],
    signatures: [
      ...done.staff.map((name) => `核查人员${name}（签名）`),
      '申请人或者在场人（签名）',
      '见证人（签名）',
    ],
    notes: [
      '申请人或者在场人拒绝签名的，核查人员应当注明情况。以上笔录经在场人阅读（或者向其宣读）无误后签名。',
    ],
  };
}

const outcomes: Record<NonNullable<BundledCase['outcome']>, string> = {
  granted: '已准予',
  refused: '不予批准',
  notAccepted: '不予受理',
  withdrawn: '已撤回',
  terminated: '已终止',
};

/** 联办事项告知单: one application, the cases that it opened, and how each stands. */
export function bundleContent({ item, state, itemNames }: DocumentFacts): Content {
  const leads = new Set((item.bundle ?? []).filter(({ lead }) => lead).map(({ id }) => id));
  return {
    paragraphs: [
      `你申请的${item.name['zh-CN']}已由本窗口统一收件，按“一次告知、一表申请、一窗受理、一并送达”办理，由下列${state.children.length}个事项同时分别办理：`,
    ],
    table: {
      columns: [column('序号', true), column('联办事项'), column('主办或者协办'), column('办理情况')],
      rows: state.children.map(({ childId, itemCode, outcome }, index) => [
        String(index + 1),
        itemNames?.[itemCode] ?? itemCode,
        leads.has(childId) ? '主办' : '协办',
        outcome ? outcomes[outcome] : '办理中',
      ]),
    },
    afterwards: [
      '各事项各有办件编号，依照各自的时限办理，分别作出决定。其中一项不予办理的，不影响其他事项；对该项决定不服的，按该项决定书载明的途径救济。全部办结后，本窗口统一送达。',
    ],
  };
}

/** 卷内封面: what lies in the file, and how long it is kept. */
export function coverContent(facts: DocumentFacts): Content {
  const { item, state, numbers } = facts;
  const { archived, closed } = state;
  if (!archived) throw new Error('the case is not in the archive');
  const name = applicantText(item, state, 'name');
  const years = item.retentionYears;
  const documents = documentsOf(state, item)
    .filter((kind) => kind !== 'caseCover')
    .map((kind) => {
      const on = issueOf(kind, item, state).on;
      const number = issuedBy[kind] ? (numbers[kind] ?? pendingNumber) : '';
      return [documentTitle(item, kind), number, on === undefined ? '' : chineseDate(on)];
    });
  const materials = materialLines(item, state)
    .filter(({ copies }) => copies > 0)
    .map((one) => [one.name, '', `${one.presented}${one.copies}份`]);
  return {
    paragraphs: [],
    particulars: [
      { label: '档号', value: archived.archiveNumber, wide: false },
      { label: '保管期限', value: years === undefined ? '永久' : `${years}年`, wide: false },
      { label: '题名', value: `${name}申请${item.name['zh-CN']}案卷`, wide: true },
      {
        label: '起止日期',
        value: `${chineseDate(receivedDay(state))}至${chineseDate(shanghaiDate((closed ?? archived).at))}`,
        wide: true,
      },
      { label: '卷内页数', value: archived.pages === undefined ? '' : `${archived.pages}页`, wide: false },
      { label: '归档日期', value: chineseDate(shanghaiDate(archived.at)), wide: false },
    ],
    table: {
      columns: [column('序号', true), column('文件题名'), column('文书编号'), column('日期或者份数')],
      rows: [...documents, ...materials].map((row, index) => [String(index + 1), ...row]),
    },
    signatures: [`立卷人${archived.name}（签名）`, '检查人（签名）'],
  };
}
