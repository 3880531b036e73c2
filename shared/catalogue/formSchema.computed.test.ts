import { describe, expect, it } from 'vitest';
import { sampleItem } from '../casework/testing/sampleItem';
import { roundTo } from './computedValue';
import { Section } from './field';
import { formWarnings } from './formRules';
import { checkForm, computeFields, type FormFacts } from './formSchema';
import { ServiceItem } from './serviceItem';

const label = { 'zh-CN': '字段', en: 'field' };
const itemWith = (fields: object[], rules: object[] = []) =>
  ServiceItem.parse({
    ...sampleItem,
    form: [
      ...sampleItem.form,
      Section.parse({ id: 'more', title: label, fields: fields.map((field) => ({ label, ...field })) }),
    ],
    rules: rules.map((rule) => ({ message: label, ...rule })),
  });
/** Born on 1900-01-01; nobody living holds the number. */
const applicant = { applicantName: '样例', idNumber: '23082819000101001X' };
const check = (item: ServiceItem, values: object, facts?: FormFacts) => {
  const checked = checkForm(item, { ...applicant, ...values }, facts);
  return checked.kind === 'ok' ? checked.data : checked.problems;
};

const members = {
  id: 'members',
  type: 'table',
  columns: [
    { id: 'name', type: 'text', label },
    { id: 'wage', type: 'money', label, required: true },
    { id: 'yearly', type: 'money', label, computed: 'wage * 12' },
  ],
};
const household = itemWith([
  members,
  { id: 'income', type: 'money', required: true, computed: 'sum(members.yearly)' },
  { id: 'each', type: 'money', computed: 'income / count(members)' },
]);

describe('computed fields', () => {
  const rows = [{ wage: 0.1 }, { wage: 0.2 }, { wage: 100 }];
  it('are filled in, each from what was computed before it', () => {
    expect(check(household, { members: rows })).toMatchObject({
      members: [{ yearly: 1.2 }, { yearly: 2.4 }, { yearly: 1200 }],
      income: 1203.6,
      each: 401.2,
    });
  });

  it('may be carried with the value that is computed, and no other', () => {
    expect(check(household, { members: rows, income: 1203.6 })).toMatchObject({ income: 1203.6 });
    expect(check(household, { members: rows, income: 1203.61 })).toEqual([
      { path: ['income'], key: 'form.computedDiffers', params: {} },
    ]);
    expect(check(household, { members: [{ wage: 1, yearly: 13 }] })).toEqual([
      { path: ['members', 0, 'yearly'], key: 'form.computedDiffers', params: {} },
    ]);
  });

  it('are missing where what they need is not there, and say so only where nothing else is wrong', () => {
    expect(check(household, {})).toEqual([{ path: ['income'], key: 'form.required', params: {} }]);
    expect(check(household, { members: [{ name: '甲' }], income: 5 })).toEqual([
      { path: ['members', 0, 'wage'], key: 'form.required', params: {} },
    ]);
  });

  it('are read of a form half filled in, every row in its place', () => {
    expect(computeFields(household, { members: [{}, { wage: 2 }] })).toEqual({
      members: [{}, { yearly: 24 }],
      income: 24,
      each: 24,
    });
  });

  it('reckon ages on the day of receipt, and know none without it', () => {
    const item = itemWith([{ id: 'years', type: 'integer', computed: 'age(idNumber)' }]);
    expect(check(item, {}, { receivedOn: '1999-12-31' })).toMatchObject({ years: 99 });
    expect(check(item, {}, { receivedOn: '2000-01-01' })).toMatchObject({ years: 100 });
    expect(check(item, {})).toEqual(applicant);
  });

  it('carry dates as the form does', () => {
    const item = itemWith([
      { id: 'from', type: 'date' },
      { id: 'until', type: 'date', computed: 'date(from) + duration("P1M")' },
    ]);
    expect(check(item, { from: '2024-01-31' })).toMatchObject({ until: '2024-02-29' });
  });

  it('decide whether a later field is asked', () => {
    const item = itemWith([
      { id: 'years', type: 'integer' },
      { id: 'old', type: 'yesNo', computed: 'years >= 80' },
      { id: 'note', type: 'text', required: true, visibleWhen: { field: 'old', in: [true] } },
    ]);
    expect(check(item, { years: 79, note: 'x' })).toEqual({ ...applicant, years: 79, old: false });
    expect(check(item, { years: 80 })).toMatchObject([{ path: ['note'], key: 'form.required' }]);
  });

  it('are held to the limits of their field', () => {
    const item = itemWith([
      { id: 'a', type: 'integer' },
      { id: 'b', type: 'integer', computed: 'a - 10' },
    ]);
    expect(check(item, { a: 3 })).toMatchObject([{ path: ['b'], key: 'form.tooSmall' }]);
  });

  it.each([
    [2, 1.005, 1.01],
    [2, 0.1 + 0.2, 0.3],
    [2, -1.005, -1.01],
    [0, 2.5, 3],
    [4, 1e-7, 0],
    [2, 1234567.891, 1234567.89],
    [0, 1e21, 1e21],
  ])('round to %i decimals: %d is %d', (places, value, rounded) => {
    expect(roundTo(places, value)).toBe(rounded);
  });
});

describe('rules across fields', () => {
  const fields = [
    { id: 'asks', type: 'yesNo' },
    { id: 'from', type: 'date', visibleWhen: { field: 'asks', in: [true] } },
    { id: 'until', type: 'date', visibleWhen: { field: 'asks', in: [true] } },
  ];
  const order = { id: 'order', holds: 'from <= until', fields: ['from', 'until'] };
  const broken = { asks: true, from: '2026-02-01', until: '2026-01-01' };

  it('refuse what they find false, and hold nobody up where something is not filled in or not asked', () => {
    const item = itemWith(fields, [order]);
    expect(check(item, broken)).toEqual([{ path: ['from'], key: 'form.rule', params: { rule: 'order' } }]);
    expect(check(item, { asks: true, from: '2026-02-01' })).not.toBeInstanceOf(Array);
    expect(check(item, { ...broken, asks: false })).toEqual({ ...applicant, asks: false });
  });

  it('say nothing of a field that has a problem of its own', () => {
    const item = itemWith(fields, [order]);
    expect(check(item, { ...broken, until: 'soon' })).toMatchObject([{ path: ['until'], key: 'form.date' }]);
  });

  it('stand at the first of their fields that is asked', () => {
    const item = itemWith(fields, [{ ...order, holds: 'asks != false', fields: ['from', 'asks'] }]);
    expect(check(item, { asks: false })).toMatchObject([{ path: ['asks'], key: 'form.rule' }]);
  });

  it('warn without refusing where they are of that severity; so does a card that fails its check digit', () => {
    const item = itemWith([...fields, { id: 'card', type: 'bankCard' }], [{ ...order, severity: 'warning' }]);
    const values = { ...applicant, ...broken, card: '6222020000112345' };
    expect(check(item, values)).not.toBeInstanceOf(Array);
    expect(formWarnings(item, values)).toEqual([
      { path: ['from'], key: 'form.rule', params: { rule: 'order' } },
      { path: ['card'], key: 'form.bankCardCheck', params: {} },
    ]);
  });
});

describe('numbers of organisations, certificates and divisions', () => {
  const value = (field: object, given: string) => {
    const found = check(itemWith([{ id: 'one', ...field }]), { one: given });
    return Array.isArray(found) ? found[0]?.key : found['one'];
  };
  it('are tidied and checked', () => {
    expect(value({ type: 'creditCode' }, ' 91350100m000100y43 ')).toBe('91350100M000100Y43');
    expect(value({ type: 'creditCode' }, '91350100M000100Y44')).toBe('form.creditCodeCheckDigit');
    expect(value({ type: 'disabilityCertificate' }, '23082819000101001x44')).toBe('23082819000101001X44');
    expect(value({ type: 'disabilityCertificate' }, '23082819000101001X45')).toBe(
      'form.disabilityCertificateGrade',
    );
    expect(value({ type: 'division', level: 'county' }, '230828000000')).toBe('230828');
    expect(value({ type: 'division', level: 'county' }, '230828101')).toBe('form.divisionCounty');
    expect(value({ type: 'division', level: 'township' }, '230828101000')).toBe('230828101');
    expect(value({ type: 'division', level: 'township' }, '130828101')).toBe('form.divisionTownship');
  });
});
