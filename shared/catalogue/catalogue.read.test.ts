import { describe, expect, it } from 'vitest';
import { sampleItem } from '../casework/testing/sampleItem';
import { parseServiceItem, readCatalogue, withServed } from './catalogue';

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

const label = { 'zh-CN': '字段', en: 'field' };
const rule = (holds: string) => ({ id: 'rule', holds, message: label, fields: ['address'] });
const figure = { id: 'figure', type: 'integer', label };
const members = { id: 'members', type: 'table', label, columns: [{ ...figure, id: 'income' }] };
const child = { id: 'child', itemCode: 'TST-002', lead: true, form: {} };

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
      'an expression that cannot be read',
      (item) => (item['rules'] = [rule('applicantName = ')]),
      'rules.0.holds',
    ],
    ['a rule that names no field', (item) => (item['rules'] = [rule('income > 0')]), 'rules.0.holds'],
    [
      'a rule that asks what day it is',
      (item) => (item['rules'] = [rule('today() != null')]),
      'rules.0.holds',
    ],
    [
      'a rule that points at no field',
      (item) => (item['rules'] = [{ ...rule('true'), fields: ['income'] }]),
      'rules.0.fields.0',
    ],
    ['a rule id used twice', (item) => (item['rules'] = [rule('true'), rule('true')]), 'rules'],
    [
      'a computed field that looks ahead',
      (item) => Object.assign(fieldsOf(item)[0] ?? {}, { computed: 'address' }),
      'form.0.fields.0.computed',
    ],
    [
      'a computed field that names an unknown column',
      (item) => fieldsOf(item).push(members, { ...figure, computed: 'sum(members.wage)' }),
      'form.0.fields.5.computed',
    ],
    [
      'a computed table',
      (item) => fieldsOf(item).push({ ...members, computed: 'address' }),
      'form.0.fields.4.computed',
    ],
    [
      'a field whose id is a word of expressions',
      (item) => fieldsOf(item).push({ ...figure, id: 'age' }),
      'form.0.fields.4.id',
    ],
    [
      'a decision under a condition',
      (item) => Object.assign(item.stages[2] ?? {}, { onlyWhen: 'true' }),
      'stages.2.onlyWhen',
    ],
    [
      'a decision that may be passed over',
      (item) => Object.assign(item.stages[2] ?? {}, { optional: true }),
      'stages.2.optional',
    ],
    [
      'a stage under a condition on no field',
      (item) => Object.assign(item.stages[0] ?? {}, { onlyWhen: 'income > 0' }),
      'stages.0.onlyWhen',
    ],
    ['a notice that shows an ID number', (item) => (item['publicFields'] = ['idNumber']), 'publicFields.0'],
    ['a notice that shows no field', (item) => (item['publicFields'] = ['income']), 'publicFields.0'],
    [
      'an agent that the form does not ask',
      (item) => (item['agent'] = { name: 'a', idNumber: 'idNumber', mobile: 'mobile', relation: 'address' }),
      'agent.name',
    ],
    [
      'a check after the decision whose id is used twice',
      (item) => (item['afterChecks'] as unknown[]).push((item['afterChecks'] as unknown[])[0]),
      'afterChecks',
    ],
    [
      'a special procedure whose id is used twice',
      (item) => (item['specialProcedures'] as unknown[]).push((item['specialProcedures'] as unknown[])[0]),
      'specialProcedures',
    ],
    ['a bundle with more than its decision', (item) => (item['bundle'] = [child]), 'stages'],
    ['a bundle without a leading case', (item) => (item['bundle'] = [{ ...child, lead: false }]), 'bundle'],
    [
      'a bundle that hands on no field',
      (item) => (item['bundle'] = [{ ...child, form: { applicantName: 'income' } }]),
      'bundle.0.form.applicantName',
    ],
    [
      'a bundle that hands on no material',
      (item) => (item['bundle'] = [{ ...child, materials: { identity: 'nothing' } }]),
      'bundle.0.materials.identity',
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

  it('takes a bundle whose cases are there, and leaves out one whose are not', () => {
    const same = { applicantName: 'applicantName', idNumber: 'idNumber' };
    const bundle = (children: object[]) => ({
      file: 'BND-001.json',
      text: JSON.stringify({
        ...sampleItem,
        code: 'BND-001',
        stages: sampleItem.stages.slice(-1),
        bundle: children,
      }),
    });
    const read = (...children: object[]) => readCatalogue([bundle(children), { file, text: good }]);
    const fine = { ...child, itemCode: 'TST-001', form: same };
    expect(read(fine)).toMatchObject({ problems: [], items: [{ code: 'BND-001' }, { code: 'TST-001' }] });
    const pathsOf = (change: object) => read({ ...fine, ...change }).problems.map(({ path }) => path);
    expect(read({ ...fine, itemCode: 'TST-009' }).items).toHaveLength(1);
    expect(read({ ...fine, itemCode: 'TST-009' }).problems).toMatchObject([
      { file: 'BND-001.json', path: 'bundle.0.itemCode' },
    ]);
    expect(pathsOf({ form: { applicantName: 'applicantName' } })).toEqual(['bundle.0.form']);
    expect(pathsOf({ form: { ...same, income: 'mobile' } })).toEqual(['bundle.0.form.income']);
    expect(pathsOf({ form: { ...same, mobile: { value: '12' } } })).toEqual(['bundle.0.form.mobile']);
    expect(pathsOf({ materials: { paper: 'proof' } })).toEqual(['bundle.0.materials.paper']);
  });
});

describe('a catalogue that the platform has handed out', () => {
  const named = (code: string, version: number, enabled = true) => ({
    ...sampleItem,
    code,
    version,
    enabled,
  });
  const own = readCatalogue([
    { file: 'TST-001.json', text: JSON.stringify(named('TST-001', 3)) },
    { file: 'TST-002.json', text: JSON.stringify(named('TST-002', 1)) },
  ]);
  const inForce = (served: readonly unknown[]) =>
    withServed(own, served).items.map(
      ({ code, version, enabled }) => `${code}@${String(version)} ${String(enabled)}`,
    );

  it('counts for the items that it has, also where the program has a newer one; others stay', () => {
    expect(inForce([named('TST-001', 2), named('TST-001', 1, false), named('TST-003', 1)])).toEqual([
      'TST-001@1 false',
      'TST-001@2 true',
      'TST-002@1 true',
      'TST-003@1 true',
    ]);
    expect(inForce([])).toEqual(['TST-001@3 true', 'TST-002@1 true']);
  });

  it('is read item by item: what a newer platform says and this program does not know is left out', () => {
    expect(inForce([{ ...named('TST-001', 4), blockchain: true }, named('TST-002', 2), 7])).toEqual([
      'TST-001@3 true',
      'TST-002@2 true',
    ]);
  });

  it('leaves out a bundle whose children are not there, and says so', () => {
    const stages = sampleItem.stages.slice(-1);
    const same = { applicantName: 'applicantName', idNumber: 'idNumber' };
    const bundle = { ...named('TST-009', 1), stages, bundle: [{ ...child, form: same }] };
    const without = withServed({ items: [], problems: [] }, [bundle]);
    expect(without.items).toEqual([]);
    expect(without.problems).toMatchObject([{ file: 'TST-009@1' }]);
  });
});
