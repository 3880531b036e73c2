import fc from 'fast-check';
import { sampleItem } from '../../casework/testing/sampleItem';
import { checkCitizenId } from '../../identity/citizenId';
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
  }));

const table = (id: string) =>
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.boolean(), fc.integer({ min: 0, max: 2 }))
    .chain(([columns, required, minRows]) =>
      fc
        .tuple(...Array.from({ length: columns }, (_, index) => simple(`column${index}`)))
        .map((all) => ({ id, type: 'table' as const, label, required, minRows, maxRows: 5, columns: all })),
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

/** Service items with every kind of field; each form begins with the yes-or-no question `asks`. */
export const arbitraryItem: fc.Arbitrary<ServiceItem> = fields.map((made) => {
  const asks = { id: 'asks', type: 'yesNo', label, required: true };
  const section = Section.parse({ id: 'section', title: label, fields: [asks, ...made] });
  const part = 'asks';
  return ServiceItem.parse({
    ...sampleItem,
    applicant: { name: part, idNumber: part, mobile: part, address: part },
    form: [section],
  });
});

const row = (target: TableField) =>
  fc.record(Object.fromEntries(target.columns.map((column) => [column.id, validValue(column)])));

/** A whole form that the item takes; every asked field is filled in, and what is not asked now is there as well. */
export const validForm = (item: ServiceItem) =>
  fc.record(
    Object.fromEntries(
      item.form.flatMap((section) =>
        section.fields.map((field: Field): [string, fc.Arbitrary<unknown>] => [
          field.id,
          field.type === 'table' ? fc.array(row(field), { minLength: 2, maxLength: 5 }) : validValue(field),
        ]),
      ),
    ),
  ) as fc.Arbitrary<Record<string, Value | Record<string, Value>[]>>;
