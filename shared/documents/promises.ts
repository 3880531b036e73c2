import { chineseDate } from './chineseDate';
import type { ServiceItem } from '../catalogue/serviceItem';
import type { Content } from './content';
import type { DocumentFacts } from './facts';
import { presentedText } from './materialLines';
import type { DocumentTable } from './model';
import { pendingNumber } from './numbers';
import { organAt } from './officeNames';
import { open } from './sentences';

const column = (label: string, narrow = false) => ({ label, narrow });

function tolerated({ state }: DocumentFacts) {
  const promise = state.accepted?.tolerated;
  if (!promise) throw new Error('the case was accepted with nothing to come');
  return promise;
}

/** The materials promised for later, as they were at acceptance; what has come since is said so. */
function toleratedTable({ item, state, toleratedIds }: DocumentFacts): DocumentTable {
  const isStill = (id: string) => state.materials[id]?.status === 'tolerated';
  const listed = item.materials.filter(({ id }) => toleratedIds?.includes(id) ?? isStill(id));
  return {
    columns: [column('序号', true), column('容缺的材料'), column('补交形式'), column('要求')],
    rows: listed.map((material, index) => [
      String(index + 1),
      material.name['zh-CN'],
      `${presentedText[material.presented]}${material.copies}份`,
      open(material.requirement?.['zh-CN'] ?? '') || '齐全、符合法定形式',
    ]),
  };
}

/** 容缺受理通知书: each paper still to come, its form, the day, and what follows if it does not come. */
export function toleranceContent(facts: DocumentFacts): Content {
  const { item, state, numbers } = facts;
  const { dueOn, promisedBy } = tolerated(facts);
  const number = numbers.acceptanceNotice ?? pendingNumber;
  return {
    paragraphs: [
      `你申请的${item.name['zh-CN']}事项，主要申请材料齐全、符合法定形式，本机关已于${chineseDate(
        state.accepted?.acceptedOn ?? dueOn,
      )}受理（《受理通知书》文书编号：${number}）。经${promisedBy}书面承诺，下列材料可以在受理后补交：`,
    ],
    table: toleratedTable(facts),
    afterwards: [
      `请于${chineseDate(dueOn)}前补齐。补交时间以本机关收到材料的时间为准，等待补交不影响办理时限的计算。`,
      '逾期未补齐的，本机关不作出准予决定，可以依法终止办理；未履行承诺的情况记入承诺记录，以后申请可以不再适用容缺受理。',
    ],
    notes: ['本通知书与《受理通知书》《容缺受理承诺书》一并使用。'],
  };
}

/** 容缺受理承诺书: what the applicant promises, to be signed by hand. */
export function tolerancePromiseContent(facts: DocumentFacts): Content {
  const { dueOn, promisedBy } = tolerated(facts);
  return {
    paragraphs: [
      `本人（单位）申请办理${facts.item.name['zh-CN']}事项，已知悉容缺受理的条件、补交期限和不履行承诺的后果，自愿申请容缺受理，并承诺于${chineseDate(dueOn)}前补齐下列材料：`,
    ],
    table: toleratedTable(facts),
    afterwards: [
      '本人（单位）承诺：所提交和补交的材料真实、合法、有效；逾期未补齐的，接受本机关依法终止办理，由此产生的后果由本人（单位）承担。',
    ],
    signatures: [`承诺人${promisedBy}（签名或者盖章）`],
  };
}

/** 告知承诺书 (国办发〔2020〕42号): told what the law asks, the applicant promises instead of bringing the paper. */
export function commitmentContent(facts: DocumentFacts): Content {
  const { item, state, office } = facts;
  const committed = item.materials.filter(({ id }) => state.materials[id]?.status === 'committed');
  return {
    paragraphs: [
      `一、行政机关告知。你申请办理${item.name['zh-CN']}事项，下列材料可以由你书面承诺代替，也可以选择提交，两种方式任你选择：`,
    ],
    table: {
      columns: [column('序号', true), column('以承诺代替的材料'), column('应当符合的要求')],
      rows: committed.map((material, index) => [
        String(index + 1),
        material.name['zh-CN'],
        open(material.requirement?.['zh-CN'] ?? '') || '真实、有效，符合法定条件',
      ]),
    },
    afterwards: [
      `本机关${afterwardsChecked(item)}对承诺内容进行核查。承诺不实的，责令限期整改；逾期不改或者整改后仍不符合条件的，依法撤销已作出的决定、追回已得利益，并依法处理；失信情况记入信用记录，在信用修复前不再适用告知承诺。`,
      '二、申请人承诺。本人（单位）已知悉上述告知的全部内容，承诺已符合所列要求，所填写的内容真实、准确；愿意接受核查，愿意承担承诺不实的法律责任。上述承诺是本人（单位）真实的意思表示。',
      `此致${organAt(item, 'township', office)}`,
    ],
    signatures: [`承诺人（签名或者盖章）`],
  };
}

const afterwardsChecked = ({ afterChecks }: ServiceItem) =>
  afterChecks.length === 0 ? '将在办理中或者办结后' : '将在办结后';
