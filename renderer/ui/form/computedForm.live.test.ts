import { describe, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { Section } from '@shared/catalogue/field';
import { ServiceItem } from '@shared/catalogue/serviceItem';
import { fromFormData } from './formValues';
import { problemsOf, warningsOf } from './placedProblem';
import { recorded } from './useDefinitionForm';

const label = { 'zh-CN': '字段', en: 'field' };
const message = { 'zh-CN': '合计不能超过一百元。', en: 'The total is at most 100 yuan.' };
const columns = [
  { id: 'wage', type: 'money', label },
  { id: 'yearly', type: 'money', label, computed: 'wage * 12' },
];
const fields = [
  { id: 'members', type: 'table', label, minRows: 1, columns },
  { id: 'total', type: 'money', label, computed: 'sum(members.wage)' },
  { id: 'years', type: 'integer', label, computed: 'age(idNumber)' },
];
const item = ServiceItem.parse({
  ...sampleItem,
  form: [...sampleItem.form, Section.parse({ id: 'more', title: label, fields })],
  rules: [
    { id: 'most', holds: 'total <= 100', message, fields: ['total'] },
    { id: 'many', holds: 'total <= 50', message, fields: ['total'], severity: 'warning' },
  ],
});
const applicant = { applicantName: '样例', idNumber: '23082819000101001X' };
const formWith = (...wages: number[]) =>
  fromFormData(item.form, {
    ...applicant,
    members: wages.map((wage) => ({ wage, yearly: 7 })),
    total: 7,
    years: 7,
  });

describe('a form with computed fields', () => {
  it('records what is computed, never what was stored of it before', () => {
    expect(recorded(item, formWith(10.1, 20.2), '2026-01-01')).toMatchObject({
      total: 30.3,
      years: 126,
      members: [
        { wage: 10.1, yearly: 121.2 },
        { wage: 20.2, yearly: 242.4 },
      ],
    });
  });

  it('records what is computed of a form that is not in order yet', () => {
    const form = formWith(10);
    form.values['applicantName'] = '';
    expect(recorded(item, form)).toMatchObject({ total: 10, members: [{ wage: 10, yearly: 120 }] });
  });

  it('passes over a row in which nothing is typed', () => {
    const form = formWith(10);
    form.tables['members']?.push({ wage: null, yearly: null });
    expect(problemsOf(item, form)).toEqual([]);
    expect(recorded(item, form)['total']).toBe(10);
  });

  it("says in the rule's own words what breaks it, and only warns where the rule does", () => {
    const [broken] = problemsOf(item, formWith(101));
    expect(broken).toMatchObject({ name: 'values.total', problem: { key: 'form.rule', params: message } });
    expect(problemsOf(item, formWith(60))).toEqual([]);
    expect(warningsOf(item, formWith(60)).map(({ problem }) => problem.params['rule'])).toEqual(['many']);
  });
});
