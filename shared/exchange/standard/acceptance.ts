import { column, table } from '../column';
import { date, dateText, dateTime, dayTimeText, text, upToDigits } from '../formats';
import type { ExchangeInput } from '../input';
import { documentNumberOf } from '../parties';
import { caseNumberColumn, handlingColumn } from './common';

type Accepted = NonNullable<ExchangeInput['facts']['accepted']>;

/**
 * When a case counts as accepted 受理时间. A deemed acceptance is as old as the receipt (行政许可法 Art. 32(4)), whenever
 * somebody wrote it down.
 */
export const acceptanceTime = (accepted: Accepted, { facts }: ExchangeInput): string =>
  dayTimeText(accepted.acceptedOn, accepted.deemed ? (facts.received?.at ?? accepted.at) : accepted.at);

/** 承诺办结时间; empty while the calendar does not reach it, because a column cannot say that a date may still change. */
export const promisedDate = ({ promisedDue }: ExchangeInput): string | undefined =>
  promisedDue && !promisedDue.provisional ? dateText(promisedDue.date) : undefined;

export const acceptanceNumber = (input: ExchangeInput): string | undefined =>
  documentNumberOf(input, ['application.accepted', 'application.deemedAccepted']);

export const acceptances = ({ facts }: ExchangeInput): readonly Accepted[] =>
  facts.accepted ? [facts.accepted] : [];

/** 事项受理, GB/T 39046-2020 table 6. The township receives and accepts for whoever decides (行政许可法 Art. 26). */
export const acceptanceTable = table<Accepted>({
  key: 'gbt39046_acceptance',
  name: '事项受理（表6）',
  subjects: acceptances,
  columns: [
    caseNumberColumn,
    column('organName', '受理单位名称', text(200), (_accepted, { organs }) => organs.township.name, {
      required: true,
    }),
    column(
      'organCreditCode',
      '受理单位统一社会信用代码',
      text(18),
      (_accepted, { organs }) => organs.township.creditCode,
      { required: true },
    ),
    column('acceptedBy', '受理人员', text(30), ({ name }) => name, { required: true }),
    column('acceptedAt', '受理时间', dateTime, acceptanceTime, { required: true }),
    column('documentNumber', '受理文书编号', text(30), (_accepted, input) => acceptanceNumber(input)),
    column('promisedDate', '承诺办结时间', date, (_accepted, input) => promisedDate(input)),
    handlingColumn,
    column('divisionCode', '行政区划', upToDigits(9), (_accepted, { facts }) => facts.originDivision, {
      required: true,
    }),
  ],
});
