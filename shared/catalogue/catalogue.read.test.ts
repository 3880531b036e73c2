import { describe, expect, it } from 'vitest';
import { sampleItem } from '../casework/testing/sampleItem';
import { parseServiceItem, readCatalogue } from './catalogue';

const file = 'TST-001.json';
const good = JSON.stringify(sampleItem);
const withChange = (change: (item: Record<string, never>) => void) => {
  const copy: unknown = JSON.parse(good);
  change(copy as Record<string, never>);
  return JSON.stringify(copy);
};
type Loose = Record<string, unknown> & Record<'form' | 'stages' | 'materials', Record<string, unknown>[]>;
const broken = (change: (item: Loose) => void) => {
  const read = parseServiceItem(
    file,
    withChange((item) => {
      change(item as unknown as Loose);
    }),
  );
  return read.kind === 'broken' ? read.problems : [];
};
const fieldsOf = (item: Loose) => item.form[0]?.['fields'] as Record<string, unknown>[];

describe('a broken definition file', () => {
  it('is named with the field and the reason', () => {
    const problems = broken((item) => Object.assign(fieldsOf(item)[0] ?? {}, { type: 'signature' }));
    expect(problems).toMatchObject([{ file, path: 'form.0.fields.0.type' }]);
    expect(problems[0]?.reason).not.toBe('');
  });

  it('that is not JSON is named with the place', () => {
    const read = parseServiceItem(file, '{ "code": ');
    expect(read).toMatchObject({ kind: 'broken', problems: [{ file, path: '' }] });
  });

  it.each<[string, (item: Loose) => void, string]>([
    ['a missing translation', (item) => (item['name'] = { 'zh-CN': '样例' }), 'name.en'],
    ['an unknown key', (item) => (item['fee'] = 10), ''],
    ['an id used twice', (item) => fieldsOf(item).push({ ...fieldsOf(item)[0] }), 'form'],
    ['an applicant that the form does not ask', (item) => fieldsOf(item).shift(), 'applicant.name'],
    ['a last stage that decides nothing', (item) => item.stages.pop(), 'stages.1.kind'],
    ['a notice without days', (item) => delete item.stages[1]?.['noticeDays'], 'stages.1.noticeDays'],
    ['a basic code of another item type', (item) => (item['basicCode'] = '230599001000'), 'basicCode'],
    [
      'a condition on a later field',
      (item) => Object.assign(fieldsOf(item)[0] ?? {}, { visibleWhen: { field: 'mobile', in: ['1'] } }),
      'form.0.fields.0.visibleWhen',
    ],
    [
      'a condition on a field that is not a question',
      (item) =>
        Object.assign(fieldsOf(item)[1] ?? {}, { visibleWhen: { field: 'applicantName', in: ['1'] } }),
      'form.0.fields.1.visibleWhen',
    ],
    [
      'an id that every object has',
      (item) => Object.assign(item.materials[0] ?? {}, { id: 'constructor' }),
      'materials.0.id',
    ],
  ])('names %s', (_, change, path) => {
    expect(broken(change).map((problem) => problem.path)).toContain(path);
  });
});

describe('a set of definition files', () => {
  const later = { ...sampleItem, code: 'TST-002' };
  const files = [
    { file: 'TST-002.json', text: JSON.stringify(later) },
    { file, text: '{' },
  ];

  it('keeps the last good version of a broken file in force and reports the file', () => {
    const read = readCatalogue(files, new Map([[file, good]]));
    expect(read.items.map((item) => item.code)).toEqual(['TST-001', 'TST-002']);
    expect(read.problems).toMatchObject([{ file }]);
  });

  it('leaves out a broken file that was never good, and reads the others', () => {
    const read = readCatalogue(files);
    expect(read.items.map((item) => item.code)).toEqual(['TST-002']);
    expect(read.problems).toHaveLength(1);
  });

  it('does not let two files define one item', () => {
    const read = readCatalogue([
      { file, text: good },
      { file: 'copy.json', text: good },
    ]);
    expect(read.items).toHaveLength(1);
    expect(read.problems).toMatchObject([{ file: 'copy.json', path: 'code' }]);
  });
});
