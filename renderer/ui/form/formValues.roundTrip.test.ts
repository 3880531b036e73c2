import { describe, expect, it } from 'vitest';
import { Section } from '@shared/catalogue/field';
import { emptyRow, fromFormData, isEmptyRow, toFormData } from './formValues';

const text = (zh: string) => ({ 'zh-CN': zh, en: zh });
const sections = [
  Section.parse({
    id: 'main',
    title: text('申请人'),
    fields: [
      { id: 'name', type: 'personName', label: text('姓名'), required: true },
      { id: 'agent', type: 'yesNo', label: text('是否代办') },
      {
        id: 'agentName',
        type: 'personName',
        label: text('代办人'),
        visibleWhen: { field: 'agent', in: [true] },
      },
      { id: 'income', type: 'money', label: text('月收入') },
      {
        id: 'members',
        type: 'table',
        label: text('家庭成员'),
        minRows: 1,
        columns: [
          { id: 'name', type: 'personName', label: text('姓名') },
          { id: 'income', type: 'money', label: text('收入') },
        ],
      },
    ],
  }),
];

describe('form values', () => {
  it('come back from stored data as they were, zero and false included', () => {
    const data = { name: '王秀兰', agent: false, income: 0, members: [{ name: '王强', income: 0 }] };
    expect(toFormData(sections, fromFormData(sections, data))).toEqual(data);
  });

  it('open a table with its least number of rows and record none of the empty ones', () => {
    const values = fromFormData(sections, {});
    expect(values.tables['members']).toHaveLength(1);
    expect(isEmptyRow(values.tables['members']?.[0])).toBe(true);
    expect(toFormData(sections, values)).toEqual({});
  });

  it('do not record a stale value behind a question that is not asked', () => {
    const values = fromFormData(sections, { name: '王秀兰', agent: true, agentName: '王强' });
    values.values['agent'] = false;
    expect(toFormData(sections, values)).toEqual({ name: '王秀兰', agent: false });
  });

  it('count a row of blanks as empty', () => {
    const table = sections[0]?.fields.find((field) => field.type === 'table');
    if (table?.type !== 'table') throw new Error('the sample has a table');
    expect(isEmptyRow({ ...emptyRow(table), name: '  ' })).toBe(true);
    expect(isEmptyRow({ ...emptyRow(table), income: 0 })).toBe(false);
  });
});
