import { closureWords } from '../../casework/closure';
import { column, table } from '../column';
import { codeOf, date, dateText, dateTime, flag, flagOf, text } from '../formats';
import type { ExchangeInput } from '../input';
import { conclusionOf, type Conclusion } from '../outcome';
import { decidingLevel } from '../parties';
import { caseNumberColumn } from './common';

export const conclusions = (input: ExchangeInput): readonly Conclusion[] => {
  const conclusion = conclusionOf(input);
  return conclusion ? [conclusion] : [];
};

/** Whether the result went by post; unknown until it was served. */
export const isPosted = ({ facts }: ExchangeInput): string | undefined =>
  facts.delivery && flagOf(facts.delivery.method === 'post');

export const certificateName = ({ item, facts }: ExchangeInput): string | undefined =>
  facts.certificate && item.certificate?.name['zh-CN'];

/** 事项办结, GB/T 39046-2020 table 8, with the closure code 办结结果 that provincial exchanges ask for beside it. */
export const conclusionTable = table<Conclusion>({
  key: 'gbt39046_conclusion',
  name: '事项办结（表8）',
  subjects: conclusions,
  columns: [
    caseNumberColumn,
    column('concludedBy', '办理人', text(50), ({ handler }) => handler, { required: true }),
    column('concludedAt', '办结时间', dateTime, ({ time }) => time, { required: true }),
    column('closureCode', '办结结果代码', codeOf('BJJGDM', closureWords), ({ code }) => code, {
      required: true,
    }),
    column('closureName', '办结结果', text(20), ({ code }) => closureWords[code], { required: true }),
    column('certificateName', '结果证照名称', text(200), (_conclusion, input) => certificateName(input)),
    column(
      'certificateNumber',
      '结果证照编号',
      text(100),
      (_conclusion, { facts }) => facts.certificate?.certificateNumber,
    ),
    column('resultDescription', '办件结果描述', text(1000), ({ explain }) => explain, {
      conceals: 'freeText',
    }),
    column('certificateValidTo', '证照有效期限', date, (_conclusion, { facts }) => {
      const end = facts.certificate?.validTo;
      return end === undefined ? undefined : dateText(end);
    }),
    column('issuingOrgan', '发证单位', text(200), (_conclusion, { item, facts, organs }) =>
      facts.certificate ? organs[decidingLevel(item)].name : undefined,
    ),
    column('isPosted', '是否快递寄送', flag, (_conclusion, input) => isPosted(input)),
    // 行政许可法 Art. 58; no item of the catalogue carries a fee.
    column('isCharged', '是否收费', flag, () => flagOf(false), { required: true }),
  ],
});
