import { certificateKinds, codeLists } from '../codeLists';
import { column, table, unsourced } from '../column';
import { codeOf, dateTime, dateTimeText, digits, flag, flagOf, text, upToDigits, wordOf } from '../formats';
import { implementationCodeOf } from '../implementation';
import type { ExchangeInput } from '../input';
import { collections, papersOf, type Paper } from '../papers';
import { applicantPart, certificateKindOf, contactOf } from '../parties';
import { caseNumberColumn, handlingColumn } from './common';

const ofCase = (input: ExchangeInput) => (input.facts.received ? [input] : []);
const certificateKind = codeOf('GA/T 2000.156', certificateKinds);
const channels = { window: '1', computer: '2', mobile: '3', post: '4', other: '9' } as const;

/** 办事申请, GB/T 39046-2020 table 5. */
export const applicationTable = table<ExchangeInput>({
  key: 'gbt39046_application',
  name: '办事申请（表5）',
  subjects: ofCase,
  columns: [
    caseNumberColumn,
    column('implementationCode', '实施编码', text(31), implementationCodeOf, { required: true }),
    column('itemName', '事项名称', text(200), ({ item }) => item.name['zh-CN'], { required: true }),
    handlingColumn,
    column('applicantName', '申请者名称', text(100), (input) => applicantPart(input, 'name'), {
      required: true,
      conceals: 'name',
    }),
    column('applicantCertificateKind', '申请者证件类型代码', certificateKind, (input) =>
      certificateKindOf(applicantPart(input, 'idNumber')),
    ),
    column(
      'applicantCertificateNumber',
      '申请者证件号码',
      text(18),
      (input) => applicantPart(input, 'idNumber'),
      {
        required: true,
        conceals: 'citizenId',
      },
    ),
    column('contactName', '联系人/代理人姓名', text(50), (input) => contactOf(input).name, {
      conceals: 'name',
    }),
    column('contactCertificateKind', '联系人/代理人证件类型代码', certificateKind, (input) =>
      certificateKindOf(contactOf(input).idNumber),
    ),
    column(
      'contactCertificateNumber',
      '联系人/代理人证件号码',
      text(18),
      (input) => contactOf(input).idNumber,
      {
        conceals: 'citizenId',
      },
    ),
    column('contactMobile', '联系人手机号码', text(20), (input) => contactOf(input).mobile, {
      conceals: 'mobile',
    }),
    unsourced('postCode', '邮政编码', digits(6), '申请表不收集邮政编码。'),
    column('address', '通讯地址', text(200), (input) => applicantPart(input, 'address'), {
      conceals: 'address',
    }),
    unsourced(
      'legalRepresentative',
      '法定代表人',
      text(50),
      '各事项的申请人是自然人或经营者本人，申请表没有法定代表人。',
    ),
    column('channelCode', '申报来源代码', codeOf('A.5', codeLists.channel), ({ facts }) =>
      facts.channel ? channels[facts.channel] : undefined,
    ),
    column(
      'appliedAt',
      '申请时间',
      dateTime,
      ({ facts }) => facts.received && dateTimeText(facts.received.at),
      {
        required: true,
      },
    ),
    unsourced('investmentProjectNumber', '投资项目编号', text(24), '目录中没有投资项目类事项。'),
    column('divisionCode', '行政区划', upToDigits(9), ({ facts }) => facts.originDivision, {
      required: true,
    }),
  ],
});

/** 申请材料, the repeated part of table 5. */
export const applicationMaterialTable = table<Paper>({
  key: 'gbt39046_application_material',
  name: '办事申请：申请材料（表5）',
  subjects: papersOf,
  columns: [
    caseNumberColumn,
    column('materialName', '材料名称', text(200), ({ name }) => name, { required: true }),
    column('isCollected', '是否收取', flag, ({ collected }) => flagOf(collected), { required: true }),
    column('collection', '收取方式', wordOf(collections), ({ collection }) => collection, { required: true }),
    column(
      'quantity',
      '收取数量',
      upToDigits(4),
      ({ collected, copies }) => (collected ? String(copies) : '0'),
      {
        required: true,
      },
    ),
    column('collectedAt', '收取时间', dateTime, (paper) => paper.collectedAt),
    unsourced('attachment', '附件实体', text(), '附件原件不随交换数据导出，加密保存在本机和平台。'),
  ],
});
