import { shanghaiDate } from '../../calendar/dates';
import { certificateKinds } from '../codeLists';
import { column, table, unsourced } from '../column';
import { codeOf, date, dateText, text, upToDigits } from '../formats';
import type { ExchangeInput } from '../input';
import { applicantPart, certificateKindOf, decidingLevel } from '../parties';
import { certificateName } from '../standard/conclusion';
import { familyKeys } from './common';

const key = 'up_lic_data';
type Certificate = NonNullable<ExchangeInput['facts']['certificate']>;

/** 证照信息: the certificate that the case made. */
export const licenceUpload = table<Certificate>({
  key,
  name: '证照信息',
  subjects: ({ facts }) => (facts.certificate ? [facts.certificate] : []),
  columns: [
    ...familyKeys<Certificate>(key, ({ certificateNumber }) => certificateNumber),
    column('certificate_name', '证照名称', text(200), (_certificate, input) => certificateName(input), {
      required: true,
    }),
    column('certificate_number', '证照编号', text(100), ({ certificateNumber }) => certificateNumber, {
      required: true,
    }),
    unsourced('certificate_type', '证照类型名称', text(200), '证照类型目录没有取得。'),
    unsourced('certificate_type_code', '证照类型代码', text(50), '证照类型目录没有取得。'),
    column(
      'certificate_holder',
      '持证者名称',
      text(200),
      (_certificate, input) => applicantPart(input, 'name'),
      {
        required: true,
        conceals: 'name',
      },
    ),
    column(
      'certificate_holder_code',
      '持证者证件号码',
      text(50),
      (_certificate, input) => applicantPart(input, 'idNumber'),
      { required: true, conceals: 'citizenId' },
    ),
    column(
      'certificate_holder_code_type',
      '持证者证件类型',
      codeOf('GA/T 2000.156', certificateKinds),
      (_certificate, input) => certificateKindOf(applicantPart(input, 'idNumber')),
    ),
    column(
      'issue_dept',
      '颁发机构',
      text(200),
      (_certificate, { item, organs }) => organs[decidingLevel(item)].name,
      {
        required: true,
      },
    ),
    column(
      'issue_dept_code',
      '颁发机构统一社会信用代码',
      text(18),
      (_certificate, { item, organs }) => organs[decidingLevel(item)].creditCode,
      { required: true },
    ),
    column('issue_date', '颁发日期', date, ({ at }) => dateText(shanghaiDate(at)), { required: true }),
    column(
      'certificate_area_code',
      '颁发机构行政区划',
      upToDigits(9),
      (_certificate, { item, organs }) => organs[decidingLevel(item)].divisionCode,
      { required: true },
    ),
    unsourced(
      'certificate_source_id',
      '电子证照标识',
      text(100),
      '由电子证照系统按 GB/T 36904 编制，本软件不签发电子证照。',
    ),
  ],
});
