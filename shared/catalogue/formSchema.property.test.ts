import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormData } from '../casework/event';
import { askedFields } from './condition';
import { formWarnings } from './formRules';
import { checkForm, computeFields } from './formSchema';
import type { FormMessageKey } from './formProblem';
import { formFields } from './serviceItem';
import type { SimpleField } from './field';
import { arbitraryItem, validForm } from './testing/arbitraryItem';

/** Per kind of field, values that it must not take and what is said of each. */
const refused: Record<SimpleField['type'], [unknown, FormMessageKey][]> = {
  text: [
    ['村'.repeat(101), 'form.tooLong'],
    [7, 'form.wrongKind'],
  ],
  longText: [['村'.repeat(1001), 'form.tooLong']],
  personName: [
    ['张', 'form.personNameLength'],
    ['张3', 'form.personNameCharacters'],
    ['<b>张</b>', 'form.personNameCharacters'],
    ['张'.repeat(51), 'form.personNameLength'],
  ],
  citizenId: [
    ['23082819000101001', 'form.citizenIdLength'],
    ['230828190001010011', 'form.citizenIdCheckDigit'],
    ['230828190002300019', 'form.citizenIdBirthDate'],
    ['2308281900010１001X', 'form.citizenIdCharacters'],
  ],
  mobile: [
    ['23800001234', 'form.mobile'],
    ['1380000123', 'form.mobile'],
  ],
  bankCard: [
    ['1234', 'form.bankCard'],
    ['62220200001x', 'form.bankCard'],
  ],
  creditCode: [
    ['9123082800000000', 'form.creditCodeLength'],
    ['91230828000000000I', 'form.creditCodeCharacters'],
    ['911101080000000000', 'form.creditCodeCheckDigit'],
  ],
  disabilityCertificate: [
    ['23082819000101001X', 'form.disabilityCertificateLength'],
    ['23082819000101001111', 'form.disabilityCertificateIdNumber'],
    ['23082819000101001X81', 'form.disabilityCertificateGrade'],
    ['23082819000101001X15', 'form.disabilityCertificateGrade'],
  ],
  division: [
    ['230828', 'form.divisionTownship'],
    ['110101001', 'form.divisionTownship'],
  ],
  date: [
    ['2026-02-29', 'form.date'],
    ['2026年1月1日', 'form.date'],
  ],
  money: [
    [-0.01, 'form.tooSmall'],
    [1.005, 'form.tooManyDecimals'],
    ['100', 'form.wrongKind'],
    [Number.NaN, 'form.wrongKind'],
    [1e-7, 'form.tooManyDecimals'],
  ],
  integer: [
    [1.5, 'form.notWhole'],
    [-1, 'form.tooSmall'],
  ],
  decimal: [[0.00001, 'form.tooManyDecimals']],
  choice: [['d', 'form.notAnOption']],
  yesNo: [['true', 'form.wrongKind']],
};

const blank = [undefined, null, '', '  '];
const itemAndForm = arbitraryItem.chain((item) => fc.tuple(fc.constant(item), validForm(item)));
const runs = { numRuns: 200 };

describe('checkForm', () => {
  it('takes every valid form and keeps exactly what is asked', () => {
    fc.assert(
      fc.property(itemAndForm, ([item, form]) => {
        const checked = checkForm(item, form);
        expect(checked.kind).toBe('ok');
        if (checked.kind !== 'ok') return;
        const asked = askedFields(formFields(item), form).map((field) => field.id);
        expect(Object.keys(checked.data)).toEqual(asked);
        expect(FormData.safeParse(checked.data).success).toBe(true);
      }),
      runs,
    );
  });

  it('is stable: what it has tidied it takes again, unchanged', () => {
    fc.assert(
      fc.property(itemAndForm, ([item, form]) => {
        const once = checkForm(item, form);
        if (once.kind !== 'ok') throw new Error('a valid form was refused');
        expect(checkForm(item, once.data)).toEqual(once);
      }),
      runs,
    );
  });

  it('names each single violation at its path, and nothing else', () => {
    fc.assert(
      fc.property(itemAndForm, fc.nat(), fc.nat(), ([item, form], place, choice) => {
        const data = { ...form, asks: true };
        const places = violations(formFields(item), data);
        const broken = places[place % places.length];
        if (!broken) return;
        const [bad, key] = broken.bad[choice % broken.bad.length] ?? [];
        const checked = checkForm(item, broken.put(bad));
        expect(checked).toMatchObject({ kind: 'problems', problems: [{ path: broken.path, key }] });
        if (checked.kind === 'problems') expect(checked.problems).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });

  it('says nothing of a broken value in a field that is not asked, and drops it', () => {
    fc.assert(
      fc.property(itemAndForm, ([item, form]) => {
        const hidden = formFields(item).filter((field) => field.visibleWhen);
        const data = {
          ...form,
          asks: false,
          ...Object.fromEntries(hidden.map((field) => [field.id, { bad: 1 }])),
        };
        const checked = checkForm(item, data);
        expect(checked.kind).toBe('ok');
        if (checked.kind === 'ok')
          for (const field of hidden) expect(checked.data).not.toHaveProperty(field.id);
      }),
      runs,
    );
  });

  it('holds every computed value, of fields and rows, to the cent of the money field', () => {
    fc.assert(
      fc.property(itemAndForm, ([item, form]) => {
        const { base } = form as { base: number };
        const checked = checkForm(item, form);
        if (checked.kind !== 'ok') throw new Error('a valid form was refused');
        expect(checked.data['third']).toBe(Number((base / 3).toFixed(2)));
        for (const field of formFields(item)) {
          const rows = checked.data[field.id];
          if (field.type !== 'table' || !Array.isArray(rows)) continue;
          for (const row of rows) expect(row['doubled']).toBe(Number(row['count']) * 2 + base);
        }
        const computed = computeFields(item, form);
        expect(computed['third']).toBe(checked.data['third']);
        expect(checkForm(item, { ...form, third: computed['third'] })).toEqual(checked);
      }),
      runs,
    );
  });

  it('refuses what breaks a rule, names the rule at its first field, and says nothing beside another problem', () => {
    fc.assert(
      fc.property(itemAndForm, fc.integer({ min: 1001, max: 9999 }), ([item, form], base) => {
        const broken = checkForm(item, { ...form, base });
        expect(broken).toEqual({
          kind: 'problems',
          problems: [{ path: ['base'], key: 'form.rule', params: { rule: 'most' } }],
        });
        const worse = checkForm(item, { ...form, base: base + 0.5 });
        expect(worse).toMatchObject({ problems: [{ path: ['base'], key: 'form.notWhole' }] });
      }),
      runs,
    );
  });

  it('only warns of what breaks a rule that warns', () => {
    fc.assert(
      fc.property(itemAndForm, ([item, form]) => {
        const warned = formWarnings(item, form).filter(({ key }) => key === 'form.rule');
        // 3 times the rounded third may lie a cent beside the figure itself.
        const third = Number((Number(form['base']) / 3).toFixed(2));
        const expected = { path: ['base'], key: 'form.rule', params: { rule: 'many' } };
        expect(warned).toEqual(third * 3 > 500 ? [expected] : []);
        expect(checkForm(item, form).kind).toBe('ok');
      }),
      runs,
    );
  });

  it('refuses a field that the definition does not know', () => {
    fc.assert(
      fc.property(itemAndForm, ([item, form]) => {
        expect(checkForm(item, { ...form, unknown: 1 })).toMatchObject({
          problems: [{ path: ['unknown'], key: 'form.unknownField' }],
        });
      }),
      { numRuns: 20 },
    );
  });

  it.each([undefined, null, 'text', 7, []])('refuses %j in place of a form without throwing', (value) => {
    fc.assert(
      fc.property(arbitraryItem, (item) => checkForm(item, value).kind === 'problems'),
      { numRuns: 5 },
    );
  });
});

type Data = Record<string, unknown>;
type Violation = { path: (string | number)[]; bad: [unknown, FormMessageKey][]; put: (bad: unknown) => Data };

/** What a computed field must not carry; none of it is what `arbitraryItem` computes. */
const differing: [unknown, FormMessageKey][] = [
  [-1, 'form.computedDiffers'],
  ['text', 'form.computedDiffers'],
];

const badOf = (field: SimpleField): [unknown, FormMessageKey][] => [
  ...refused[field.type],
  ...(field.required ? blank.map((value): [unknown, FormMessageKey] => [value, 'form.required']) : []),
];

/** Every place of a form that can be broken by itself; `asks` stays, because others hang on it. */
function violations(fields: ReturnType<typeof formFields>, data: Data): Violation[] {
  return fields.flatMap((field): Violation[] => {
    if (field.id === 'asks') return [];
    const put = (bad: unknown) => ({ ...data, [field.id]: bad });
    if (field.computed !== undefined) return [{ path: [field.id], bad: differing, put }];
    if (field.type !== 'table') return [{ path: [field.id], bad: badOf(field), put }];
    const rows = data[field.id] as Data[];
    const whole: [unknown, FormMessageKey][] = [
      ['text', 'form.wrongKind'],
      [Array.from({ length: field.maxRows + 1 }, () => rows[0]), 'form.tooManyRows'],
      ...(field.required || field.minRows > 0 ? [[[], 'form.tooFewRows'] as [unknown, FormMessageKey]] : []),
    ];
    const cells = rows.flatMap((row, index) =>
      field.columns.map((column) => ({
        path: [field.id, index, column.id],
        bad: column.computed === undefined ? badOf(column) : differing,
        put: (bad: unknown) =>
          put(rows.map((one, at) => (at === index ? { ...row, [column.id]: bad } : one))),
      })),
    );
    return [{ path: [field.id], bad: whole, put }, ...cells];
  });
}
