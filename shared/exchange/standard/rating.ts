import type { Payload } from '../../casework/event';
import { codeLists } from '../codeLists';
import { column, table, unsourced } from '../column';
import { codeOf, dateTime, dateTimeText, text, upToDigits, wordOf } from '../formats';
import type { ExchangeInput } from '../input';
import { caseNumberColumn } from './common';

const words = ['窗口', '网上', '电话', '其他'] as const;
const channelWords: Record<Payload<'service.rated'>['channel'], (typeof words)[number]> = {
  window: '窗口',
  online: '网上',
  phone: '电话',
  other: '其他',
};

type Rating = NonNullable<ExchangeInput['facts']['rating']>;

/**
 * 评价, GB/T 39046-2020 table 9. The word stands beside the code, because its order is the reverse of a count of stars and has
 * been mistaken for one.
 */
export const ratingTable = table<Rating>({
  key: 'gbt39046_rating',
  name: '评价（表9）',
  subjects: ({ facts }) => (facts.rating ? [facts.rating] : []),
  columns: [
    caseNumberColumn,
    column('channel', '评价渠道', wordOf(words), ({ channel }) => channelWords[channel], { required: true }),
    unsourced('ratedBy', '评价人', text(50), '为保护评价人，不记录由谁评价。'),
    column('ratedAt', '评价时间', dateTime, ({ at }) => dateTimeText(at), { required: true }),
    column('ratingCount', '评价次数', upToDigits(2), () => '1', { required: true }),
    column(
      'satisfactionCode',
      '满意度代码',
      codeOf('A.8', codeLists.satisfaction),
      ({ satisfaction }) => satisfaction,
      {
        required: true,
      },
    ),
    column(
      'satisfactionName',
      '满意度',
      text(10),
      ({ satisfaction }) => codeLists.satisfaction[satisfaction],
      {
        required: true,
      },
    ),
    column('comment', '文字评价', text(500), ({ comment }) => comment, { conceals: 'freeText' }),
  ],
});
