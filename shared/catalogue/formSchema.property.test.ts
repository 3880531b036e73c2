import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormData } from '../casework/event';
import { askedFields } from './condition';
import { checkForm } from './formSchema';
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

const badOf = (field: SimpleField): [unknown, FormMessageKey][] => [
  ...refused[field.type],
  ...(field.required ? blank.map((value): [unknown, FormMessageKey] => [value, 'form.required']) : []),
];

/** Every place of a form that can be broken by itself; `asks` stays, because others hang on it. */
function violations(fields: ReturnType<typeof formFields>, data: Data): Violation[] {
  return fields.flatMap((field): Violation[] => {
    if (field.id === 'asks') return [];
    const put = (bad: unknown) => ({ ...data, [field.id]: bad });
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
        bad: badOf(column),
        put: (bad: unknown) =>
          put(rows.map((one, at) => (at === index ? { ...row, [column.id]: bad } : one))),
      })),
    );
    return [{ path: [field.id], bad: whole, put }, ...cells];
  });
}
