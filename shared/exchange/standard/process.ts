import { codeLists, stepStates } from '../codeLists';
import { column, table } from '../column';
import { codeOf, dateTime, text, wordOf } from '../formats';
import { actions, stepsOf, type Step } from '../steps';
import { caseNumberColumn } from './common';

/** 事项办理, GB/T 39046-2020 table 7: a row for each step, special procedures among them. */
export const processTable = table<Step>({
  key: 'gbt39046_process',
  name: '事项办理（表7）',
  subjects: stepsOf,
  columns: [
    caseNumberColumn,
    column('action', '业务动作', wordOf(actions), ({ action }) => action),
    column('stepName', '环节名称', text(200), ({ name }) => name, { required: true }),
    column('handler', '环节处理人', text(300), ({ handler }) => handler),
    column('opinion', '环节处理意见', text(1000), ({ opinion }) => opinion, { conceals: 'freeText' }),
    column('startedAt', '环节开始时间', dateTime, ({ start }) => start, { required: true }),
    column('endedAt', '环节结束时间', dateTime, ({ end }) => end, { required: true }),
    column('organName', '处理单位名称', text(200), ({ organ }) => organ.name),
    column('organCreditCode', '处理单位统一社会信用代码', text(18), ({ organ }) => organ.creditCode),
    column(
      'stepState',
      '环节办理状态',
      codeOf('1 待办、2 已办', stepStates),
      ({ done }) => (done ? '2' : '1'),
      {
        required: true,
      },
    ),
    column(
      'specialKind',
      '特别程序种类代码',
      codeOf('A.7', codeLists.specialProcedure),
      ({ special }) => special?.kind,
    ),
    column('specialName', '特别程序种类名称', text(100), ({ special }) => special?.name),
    column('specialStartedAt', '特别程序开始时间', dateTime, ({ special }) => special?.start),
    column('specialReason', '特别程序理由', text(1000), ({ special }) => special?.reason, {
      conceals: 'freeText',
    }),
    column('specialRequestedBy', '特别程序申请人', text(50), ({ special }) => special?.requestedBy),
    column('specialEndedAt', '特别程序结束时间', dateTime, ({ special }) => special?.end),
    column('specialResult', '特别程序结果', text(1000), ({ special }) => special?.result, {
      conceals: 'freeText',
    }),
    column('specialOpinion', '特别程序办理意见', text(1000), ({ special }) => special?.explain, {
      conceals: 'freeText',
    }),
  ],
});
