import fc from 'fast-check';
import { sampleItem } from '../../casework/testing/sampleItem';
import { checkCitizenId } from '../../identity/citizenId';
import { checkCreditCode, organisationCheck } from '../../identity/creditCode';
import type { Field, SimpleField, TableField } from '../field';
import { Section } from '../field';
import { ServiceItem } from '../serviceItem';

type Value = string | number | boolean;

const label = { 'zh-CN': '字段', en: 'field' };
const nameLetters = fc.constantFrom('张', '欧', '阳', '㐂', '䶮', '𠮷', '买', '·', 'A', 'é');
const word = (maximum: number) =>
  fc
    .array(fc.constantFrom('村', '东', '7', 'x', '𠮷', '-'), { minLength: 1, maxLength: maximum })
    .map((all) => all.join(''));

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

/** Numbers that no living person holds: born in 1901. */
const citizenId = fc
  .tuple(digits(6), fc.integer({ min: 1, max: 28 }), digits(3))
  .map(([area, day, order]) => {
    const body = `${area}190101`.concat(String(day).padStart(2, '0'), order);
    const check = Array.from('0123456789X').find((last) => checkCitizenId(body + last).kind === 'valid');
    return body + String(check);
  });

const date = fc.date({ min: new Date('1950-01-01'), max: new Date('2026-01-01'), noInvalidDate: true });

const creditLetters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditCode = fc.tuple(digits(6), digits(8)).map(([area, organisation]) => {
  const body = `92${area}${organisation}${organisationCheck(organisation)}`;
  const check = Array.from(creditLetters).find((last) => checkCreditCode(body + last).kind === 'valid');
  return body + String(check);
});

/** A value that the field takes. */
export function validValue(field: SimpleField): fc.Arbitrary<Value> {
  switch (field.type) {
    case 'text':
    case 'longText':
      return word(Math.min(field.maxLength, 12));
    case 'personName':
      return fc.array(nameLetters, { minLength: 2, maxLength: 50 }).map((all) => all.join(''));
    case 'citizenId':
      return citizenId;
    case 'mobile':
      return digits(10).map((rest) => `1${rest}`);
    case 'bankCard':
      return digits(19);
    case 'creditCode':
      return creditCode;
    case 'disabilityCertificate':
      return fc
        .tuple(citizenId, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 }))
        .map(([id, category, level]) => `${id}${category}${level}`);
    case 'division':
      return fc
        .tuple(digits(4), fc.integer({ min: 1, max: 999 }))
        .map(
          ([county, part]) => `23${county}${field.level === 'county' ? '' : String(part).padStart(3, '0')}`,
        );
    case 'date':
      return date.map((day) => day.toISOString().slice(0, 10));
    case 'money':
      return fc.integer({ min: 0, max: 10_000_000 }).map((fen) => fen / 100);
    case 'integer':
      return fc.integer({ min: 0, max: 1000 });
    case 'decimal':
      return fc.integer({ min: 0, max: 10_000_000 }).map((parts) => parts / 10_000);
    case 'choice':
      return fc.constantFrom(...field.options.map((option) => option.value));
    case 'yesNo':
      return fc.boolean();
  }
}

const types = [
  'text',
  'longText',
  'personName',
  'citizenId',
  'mobile',
  'bankCard',
  'creditCode',
  'disabilityCertificate',
  'division',
  'date',
  'money',
  'integer',
  'decimal',
  'choice',
  'yesNo',
] as const satisfies SimpleField['type'][];

const options = ['a', 'b', 'c'].map((value) => ({ value, label }));
const simple = (id: string) =>
  fc.record({ type: fc.constantFrom(...types), required: fc.boolean() }).map(({ type, required }) => ({
    id,
    type,
    label,
    required,
    ...(type === 'choice' ? { options } : {}),
    ...(type === 'division' ? { level: 'township' as const } : {}),
  }));

/** A column that is typed, and one that is computed from it and from a field of the form. */
const doubled = [
  { id: 'count', type: 'integer' as const, label },
  { id: 'doubled', type: 'integer' as const, label, computed: 'count * 2 + base' },
];

const table = (id: string) =>
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.boolean(), fc.integer({ min: 0, max: 2 }))
    .chain(([columns, required, minRows]) =>
      fc.tuple(...Array.from({ length: columns }, (_, index) => simple(`column${index}`))).map((all) => ({
        id,
        type: 'table' as const,
        label,
        required,
        minRows,
        maxRows: 5,
        columns: [...all, ...doubled],
      })),
    );

/** Fields after the first may hang on a yes-or-no question before them. */
const fields = fc
  .integer({ min: 1, max: 6 })
  .chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, index) =>
        fc
          .tuple(
            fc.oneof({ weight: 4, arbitrary: simple(`field${index}`) }, table(`field${index}`)),
            fc.boolean(),
          )
          .map(([field, hangs]) =>
            hangs ? { ...field, visibleWhen: { field: 'asks', in: [true] } } : field,
          ),
      ),
    ),
  );

/**
 * Service items with every kind of field; each form begins with the yes-or-no question `asks` and the figure `base`, and ends
 * with what is computed from it. A rule holds `base` to at most 1000, and one warns above 500.
 */
export const arbitraryItem: fc.Arbitrary<ServiceItem> = fields.map((made) => {
  const asks = { id: 'asks', type: 'yesNo', label, required: true };
  const base = { id: 'base', type: 'integer', label, required: true };
  const third = { id: 'third', type: 'money', label, required: true, computed: 'base / 3' };
  const section = Section.parse({ id: 'section', title: label, fields: [asks, base, ...made, third] });
  const part = 'asks';
  return ServiceItem.parse({
    ...sampleItem,
    applicant: { name: part, idNumber: part, mobile: part, address: part },
    form: [section],
    rules: [
      { id: 'most', holds: 'base <= 1000', message: label, fields: ['base'] },
      {
        id: 'many',
        holds: 'third * 3 <= 500',
        message: label,
        fields: ['base', 'third'],
        severity: 'warning',
      },
    ],
  });
});

const row = (target: TableField) =>
  fc.record(
    Object.fromEntries(
      target.columns
        .filter((column) => column.computed === undefined)
        .map((column) => [column.id, validValue(column)]),
    ),
  );

/** A whole form that the item takes; every asked field is filled in, and what is not asked now is there as well. */
export const validForm = (item: ServiceItem) =>
  fc.record(
    Object.fromEntries(
      item.form.flatMap((section) =>
        section.fields
          .filter((field) => field.computed === undefined)
          .map((field: Field): [string, fc.Arbitrary<unknown>] => [
            field.id,
            field.type === 'table' ? fc.array(row(field), { minLength: 2, maxLength: 5 }) : validValue(field),
          ]),
      ),
    ),
  ) as fc.Arbitrary<Record<string, Value | Record<string, Value>[]>>;
