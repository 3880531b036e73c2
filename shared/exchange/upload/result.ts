import { closureWords } from '../../casework/closure';
import { codeLists } from '../codeLists';
import { column, table } from '../column';
import { codeOf, date, flag, text } from '../formats';
import type { Conclusion } from '../outcome';
import { certificateName, conclusions, isPosted } from '../standard/conclusion';
import { familyKeys } from './common';

const key = 'up_pro_result';

/** 结果信息. `result_cetr_name` and `result_cetr_no` are spelt as the receiving table spells them. */
export const resultUpload = table<Conclusion>({
  key,
  name: '办件结果信息',
  subjects: conclusions,
  columns: [
    ...familyKeys<Conclusion>(key, () => 'result'),
    column('result_type', '办结结果', codeOf('BJJGDM', closureWords), ({ code }) => code, { required: true }),
    column('result_date', '办结日期', date, ({ day }) => day, { required: true }),
    column('result_explain', '办件结果描述', text(1000), ({ explain }) => explain, { conceals: 'freeText' }),
    column('result_cetr_name', '结果证照名称', text(200), (_conclusion, input) => certificateName(input)),
    column(
      'result_cetr_no',
      '结果证照编号',
      text(100),
      (_conclusion, { facts }) => facts.certificate?.certificateNumber,
    ),
    column('is_delivery_results', '是否快递寄送', flag, (_conclusion, input) => isPosted(input)),
    column(
      'satisfaction',
      '满意度',
      codeOf('A.8', codeLists.satisfaction),
      (_conclusion, { facts }) => facts.rating?.satisfaction,
    ),
  ],
});
