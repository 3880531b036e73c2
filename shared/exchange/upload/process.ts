import { column, table } from '../column';
import { dateTime, text, wordOf } from '../formats';
import { actions, stepsOf, type Step } from '../steps';
import { familyKeys } from './common';

const key = 'up_pro_process';

/** 过程信息: a row for each step that is done. Special procedures have a table of their own. */
export const processUpload = table<Step>({
  key,
  name: '办件过程信息',
  subjects: (input) => stepsOf(input).filter(({ done, special }) => done && !special),
  columns: [
    ...familyKeys<Step>(key, ({ eventId }) => eventId ?? ''),
    column('process_name', '环节名称', text(200), ({ name }) => name, { required: true }),
    column('event_name', '业务动作', wordOf(actions), ({ action }) => action, { required: true }),
    column('handle_user_name', '环节处理人', text(300), ({ handler }) => handler, { required: true }),
    column('handle_explain', '处理意见', text(2000), ({ opinion }) => opinion, { conceals: 'freeText' }),
    column('event_start_time', '环节开始时间', dateTime, ({ start }) => start, { required: true }),
    column('event_end_time', '环节结束时间', dateTime, ({ end }) => end, { required: true }),
  ],
});
