import { shanghaiDate } from '../calendar/dates';
import type { TerminationGround } from '../casework/event';
import { formFields } from '../catalogue/serviceItem';
import { basisOf } from './bodies';
import { chineseDate } from './chineseDate';
import type { Content } from './content';
import { receivedDay, type DocumentFacts } from './facts';
import { fieldText } from './fieldText';
import { open, stop } from './sentences';

const applied = ({ item, state }: DocumentFacts) =>
  `你于${chineseDate(receivedDay(state))}就${item.name['zh-CN']}事项提出申请`;

/** 撤回申请确认书: that the case ends by the applicant's own will. */
export function withdrawalBody(facts: DocumentFacts): string[] {
  const { withdrawn } = facts.state;
  if (!withdrawn) throw new Error('the case was not withdrawn');
  return [
    `${applied(facts)}，并于${chineseDate(shanghaiDate(withdrawn.at))}申请撤回。撤回理由：${stop(withdrawn.reason)}`,
    '撤回是你在本机关作出决定之前自愿提出的。本机关确认你的申请已撤回，该申请的办理程序自撤回之日起终止，本机关不再就该申请作出决定。',
  ];
}

/** What each ground of ending says; who is sent elsewhere or entered by mistake has lost nothing. */
const grounds: Record<TerminationGround, string> = {
  returned: '该申请不能继续办理，本机关决定退回申请材料，终止办理',
  voided: '该办件系误录入，本机关予以作废，不影响你另行提出的申请',
  forwarded: '该申请应当由上级机关办理，本机关已转报，并终止在本机关的办理',
  supplementLapsed: '经一次性告知后，你未补正申请材料，本机关决定终止办理',
  toleratedLapsed: '容缺受理的材料在承诺期限内未补齐，本机关决定终止办理',
  discontinued: '出现了依法应当终止办理的情形，本机关决定终止办理',
};

/** Grounds that end a case against the applicant's will: the remedies are told. */
export const denyingGrounds: readonly TerminationGround[] = [
  'returned',
  'supplementLapsed',
  'toleratedLapsed',
  'discontinued',
];

/** 终止办理告知书, by its ground. */
export function terminationBody(facts: DocumentFacts): string[] {
  const { item, state } = facts;
  const { terminated, accepted } = state;
  if (!terminated) throw new Error('the case was not ended');
  const { ground, reason, forwardedTo } = terminated;
  const promised = accepted?.tolerated
    ? `，承诺于${chineseDate(accepted.tolerated.dueOn)}前补齐容缺材料`
    : '';
  const course = accepted ? `，于${chineseDate(accepted.acceptedOn)}受理${promised}` : '';
  return [
    `${applied(facts)}${course}。${grounds[ground]}。`,
    `理由：${stop(reason)}`,
    ...(forwardedTo === undefined ? [] : [`该申请已转至${open(forwardedTo)}，请向该机关了解办理情况。`]),
    ...(ground === 'supplementLapsed' || ground === 'toleratedLapsed'
      ? [`材料齐备后，你可以依据${basisOf(item)}再次提出申请。`]
      : []),
  ];
}

/** 更正告知书: what stood there and what stands there now; the record itself keeps both. */
export function correctionContent({ item, state }: DocumentFacts): Content {
  const latest = state.corrections.at(-1);
  if (!latest) throw new Error('nothing was corrected');
  const changed = formFields(item).filter(({ id }) => id in latest.form);
  return {
    paragraphs: [
      `经核实，你的${item.name['zh-CN']}事项办件记录有误，本机关已于${chineseDate(shanghaiDate(latest.at))}更正。更正理由：${stop(latest.reason)}更正内容如下：`,
    ],
    table: {
      columns: ['更正项目', '原记录', '更正后'].map((label) => ({ label, narrow: false })),
      rows: changed.map((field) => [
        field.label['zh-CN'],
        fieldText(field, latest.before[field.id]),
        fieldText(field, latest.form[field.id]),
      ]),
    },
    afterwards: ['原记录予以保留并标明已更正，本次更正不改变已作出的决定。如有异议，请与本机关联系。'],
    particulars: [{ label: '批准人', value: latest.name, wide: true }],
  };
}
