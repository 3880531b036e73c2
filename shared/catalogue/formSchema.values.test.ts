import { describe, expect, it } from 'vitest';
import { sampleItem } from '../casework/testing/sampleItem';
import { Section } from './field';
import { formMessages } from './formProblem';
import { checkForm, formSchema } from './formSchema';
import { ServiceItem } from './serviceItem';

const label = { 'zh-CN': '字段', en: 'field' };
const itemWith = (...fields: object[]) =>
  ServiceItem.parse({
    ...sampleItem,
    form: [
      Section.parse({ id: 'more', title: label, fields: fields.map((field) => ({ label, ...field })) }),
      ...sampleItem.form,
    ],
  });
const applicant = {
  applicantName: '样例',
  idNumber: '23082819000101001X',
  mobile: '13800001234',
  address: '某村',
};
const check = (field: object, value: unknown, today?: string) => {
  const checked = checkForm(itemWith({ id: 'one', ...field }), { ...applicant, one: value }, { today });
  return checked.kind === 'ok' ? checked.data['one'] : checked.problems[0];
};

describe('values of a form', () => {
  it.each(['买买提·吐尔逊', '㐂䶮', '𠮷野', '\ue815伟', 'Anna-Marie O’Neil', '阿依古丽 · 买买提'])(
    'takes the name %s',
    (name) => expect(check({ type: 'personName' }, ` ${name} `)).toBe(name),
  );

  it('writes the dot of a name as on the identity card, whichever the input method gave', () => {
    for (const dot of ['•', '‧', '・', '⋅'])
      expect(check({ type: 'personName' }, `买买提${dot}艾力`)).toBe('买买提·艾力');
  });

  it('counts a rare character outside the basic plane as one', () => {
    expect(check({ type: 'text', maxLength: 3 }, '𠮷𠮷𠮷')).toBe('𠮷𠮷𠮷');
    expect(check({ type: 'text', maxLength: 3 }, '𠮷𠮷𠮷𠮷')).toMatchObject({
      key: 'form.tooLong',
      params: { maximum: 3 },
    });
  });

  it('takes an ID number with a small x, and abolished area codes', () => {
    expect(check({ type: 'citizenId' }, ' 23082819000101001x ')).toBe('23082819000101001X');
  });

  it('takes 0.29 yuan: two decimals as typed, not as floating point multiplies', () => {
    for (const sum of [0.29, 1.1, 8.95, 4.35, 1234567.89, 0]) expect(check({ type: 'money' }, sum)).toBe(sum);
  });

  it('judges a date in the future only where it is told what today is', () => {
    const field = { type: 'date', notAfterToday: true };
    expect(check(field, '2026-11-24')).toBe('2026-11-24');
    expect(check(field, '2026-11-24', '2026-11-23')).toMatchObject({
      key: 'form.dateInFuture',
      params: { today: '2026-11-23' },
    });
    expect(check(field, '2026-11-23', '2026-11-23')).toBe('2026-11-23');
  });

  it('hides what hangs on a hidden field, whatever stale answer stands there', () => {
    const item = itemWith(
      { id: 'a', type: 'yesNo' },
      { id: 'b', type: 'yesNo', visibleWhen: { field: 'a', in: [true] } },
      { id: 'c', type: 'text', required: true, visibleWhen: { field: 'b', in: [true] } },
    );
    const checked = checkForm(item, { ...applicant, a: false, b: true, c: 'x' });
    expect(checked).toEqual({ kind: 'ok', data: { ...applicant, a: false } });
  });

  it('never repeats in a problem what a person typed', () => {
    const typed = '23082819000101001Z';
    const checked = checkForm(sampleItem, { ...applicant, idNumber: typed, mobile: '12' });
    expect(checked.kind).toBe('problems');
    expect(JSON.stringify(checked)).not.toContain(typed);
  });

  it('gives Zod issues whose message is a known key with the parameters that its text names', () => {
    const item = itemWith({ id: 'one', type: 'integer', minimum: 3 });
    const parsed = formSchema(item).safeParse({ ...applicant, one: 2 });
    expect(parsed.error?.issues).toMatchObject([
      { code: 'custom', path: ['one'], message: 'form.tooSmall', params: { minimum: 3 } },
    ]);
    expect(formMessages['form.tooSmall']).toEqual(['minimum']);
  });
});
