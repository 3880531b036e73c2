import { certificateKinds, codeLists } from '../codeLists';
import { column, table, unsourced } from '../column';
import { codeOf, date, dateText, dateTime, dateTimeText, digits, text } from '../formats';
import { implementationCodeOf } from '../implementation';
import type { ExchangeInput } from '../input';
import { applicantPart, certificateKindOf, contactOf, serviceObjectOf } from '../parties';
import { shanghaiDate } from '../../calendar/dates';
import { acceptanceNumber, promisedDate } from '../standard/acceptance';
import { familyKeys } from './common';

const key = 'up_pro_accept';
const certificateKind = codeOf('GA/T 2000.156', certificateKinds);

/** 受理信息 of the national platform's upload family (C0109), with its control columns. */
export const acceptUpload = table<ExchangeInput>({
  key,
  name: '办件受理信息',
  subjects: (input) => (input.facts.accepted ? [input] : []),
  columns: [
    ...familyKeys<ExchangeInput>(key, () => 'accept'),
    column('catalog_code', '基本编码', digits(12), ({ item }) => item.basicCode, { required: true }),
    unsourced('local_catalog_code', '地方基本编码', text(50), '省内目录另行编码，本软件没有来源。'),
    column('task_code', '实施编码', text(36), implementationCodeOf, { required: true }),
    unsourced('local_task_code', '地方实施编码', text(50), '省内目录另行编码，本软件没有来源。'),
    unsourced(
      'task_handle_item',
      '业务办理项编码',
      text(50),
      '是实施编码加两位顺序号，顺序号由省事项库编排，没有取得。',
    ),
    column('task_name', '事项名称', text(200), ({ item }) => item.name['zh-CN'], { required: true }),
    column('task_version', '事项版本', text(10), ({ item }) => String(item.version), { required: true }),
    column('project_name', '办理摘要', text(500), ({ item }) => `关于${item.name['zh-CN']}的申请`, {
      required: true,
    }),
    column('project_type', '办理类型', codeOf('A.6', codeLists.handling), ({ item }) =>
      item.handling === 'instant' ? '1' : '2',
    ),
    unsourced('apply_type', '申请类型', text(10), '没有找到国家平台的代码表。'),
    column('applyer_name', '申请人名称', text(100), (input) => applicantPart(input, 'name'), {
      required: true,
      conceals: 'name',
    }),
    column('applyer_type', '申请人类型', codeOf('A.4', codeLists.serviceObject), (input) =>
      serviceObjectOf(applicantPart(input, 'idNumber')),
    ),
    column('applyer_page_type', '申请人证件类型', certificateKind, (input) =>
      certificateKindOf(applicantPart(input, 'idNumber')),
    ),
    column('applyer_page_code', '申请人证件号码', text(50), (input) => applicantPart(input, 'idNumber'), {
      required: true,
      conceals: 'citizenId',
    }),
    column('contact_name', '联系人/代理人姓名', text(100), (input) => contactOf(input).name, {
      conceals: 'name',
    }),
    column('contact_type', '联系人/代理人证件类型', certificateKind, (input) =>
      certificateKindOf(contactOf(input).idNumber),
    ),
    column('contact_code', '联系人/代理人证件号码', text(50), (input) => contactOf(input).idNumber, {
      conceals: 'citizenId',
    }),
    column('contact_mobile', '联系人手机号码', text(11), (input) => contactOf(input).mobile, {
      conceals: 'mobile',
    }),
    unsourced('legal', '法定代表人', text(50), '各事项的申请人是自然人或经营者本人，申请表没有法定代表人。'),
    column('address', '通讯地址', text(500), (input) => applicantPart(input, 'address'), {
      conceals: 'address',
    }),
    unsourced('zip_code', '邮政编码', digits(6), '申请表不收集邮政编码。'),
    column('org_name', '受理部门名称', text(200), ({ organs }) => organs.township.name, { required: true }),
    column('org_code', '受理部门统一社会信用代码', text(18), ({ organs }) => organs.township.creditCode, {
      required: true,
    }),
    column('handle_user_name', '受理人员', text(50), ({ facts }) => facts.accepted?.name, { required: true }),
    column(
      'apply_date',
      '申请日期',
      date,
      ({ facts }) => facts.received && dateText(shanghaiDate(facts.received.at)),
      { required: true },
    ),
    column(
      'accept_date',
      '受理日期',
      date,
      ({ facts }) => facts.accepted && dateText(facts.accepted.acceptedOn),
      {
        required: true,
      },
    ),
    column('promise_date', '承诺办结日期', date, promisedDate),
    column('accept_doc_no', '受理文书编号', text(50), acceptanceNumber),
    unsourced('cd_operation', '操作类型', text(1), '这一行是新增还是更新，由接收数据的前置库判断。'),
    column('cd_time', '操作时间', dateTime, ({ exportedAt }) => dateTimeText(exportedAt), { required: true }),
    column('cd_batch', '批次号', text(32), ({ batch }) => batch, { required: true }),
    unsourced('data_source', '数据来源', text(3), '代码由省平台分配，没有取得。'),
  ],
});
