import { codeLists } from '../codeLists';
import { column, table } from '../column';
import { codeOf, dateTime, text } from '../formats';
import { stepsOf, type SpecialFacts, type Step } from '../steps';
import { familyKeys } from './common';

const key = 'up_pro_special_procedure';
type Special = Step & { special: SpecialFacts };
const isFinished = (step: Step): step is Special => step.special?.finished === true;

/** 特别程序信息: only those that are over, because the end is never empty in this table. */
export const specialProcedureUpload = table<Special>({
  key,
  name: '办件特别程序信息',
  subjects: (input) => stepsOf(input).filter(isFinished),
  columns: [
    ...familyKeys<Special>(key, ({ eventId }) => eventId ?? ''),
    column(
      'special_type',
      '特别程序种类',
      codeOf('A.7', codeLists.specialProcedure),
      ({ special }) => special.kind,
      {
        required: true,
      },
    ),
    column('special_name', '特别程序种类名称', text(100), ({ special }) => special.name, { required: true }),
    column('special_time', '特别程序开始时间', dateTime, ({ special }) => special.start, { required: true }),
    column('special_reason', '特别程序启动理由', text(1000), ({ special }) => special.reason, {
      conceals: 'freeText',
    }),
    column('applyer_user_name', '特别程序申请人', text(50), ({ special }) => special.requestedBy, {
      required: true,
    }),
    column('result', '特别程序结果', text(1000), ({ special }) => special.result, { conceals: 'freeText' }),
    column('special_explain', '特别程序办理意见', text(1000), ({ special }) => special.explain, {
      conceals: 'freeText',
    }),
    column('handle_user', '特别程序处理人', text(50), ({ special }) => special.handler, { required: true }),
    column('end_time', '特别程序结束时间', dateTime, ({ special }) => special.end, { required: true }),
  ],
});
