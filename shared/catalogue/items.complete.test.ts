import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workflowOf } from '../casework/machine';
import { readCatalogue } from './catalogue';
import type { SimpleField } from './field';
import { formFields, getStage, type ServiceItem } from './serviceItem';

const folder = resolve(import.meta.dirname, '../../resources/catalogue');
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = readCatalogue(
  names.map((file) => ({ file, text: readFileSync(resolve(folder, file), 'utf8') })),
);
const itemOf = (code: string): ServiceItem => {
  const item = read.items.find((one) => one.code === code);
  if (!item) throw new Error(`no definition of ${code}`);
  return item;
};
const simpleFields = (item: ServiceItem): SimpleField[] =>
  formFields(item).flatMap((field) => (field.type === 'table' ? field.columns : [field]));

describe('the definitions that come with the product', () => {
  it('are read without a problem, each file named after its item', () => {
    expect(read.problems).toEqual([]);
    expect(read.items.map((item) => `${item.code}.json`)).toEqual(names.sort());
    expect(read.items.map((item) => item.code)).toEqual(
      expect.arrayContaining(['ELD-001', 'FOR-001', 'SUB-001']),
    );
  });

  it('mask every field that identifies a person', () => {
    const masks = {
      personName: 'name',
      citizenId: 'citizenId',
      mobile: 'mobile',
      bankCard: 'bankCard',
      disabilityCertificate: 'disabilityCertificate',
    } as const;
    for (const item of read.items)
      for (const field of simpleFields(item)) {
        const expected: string | undefined = masks[field.type as keyof typeof masks];
        if (expected !== undefined)
          expect([item.code, field.id, field.mask]).toEqual([item.code, field.id, expected]);
      }
  });

  it('make a workflow each', () => {
    for (const item of read.items) expect(workflowOf(item).start().value).toBe('blank');
  });
});

describe('高龄津贴 ELD-001', () => {
  const item = itemOf('ELD-001');
  it('is decided at the counter by the person who accepts', () => {
    expect(item.handling).toBe('instant');
    expect(item.samePersonMayDecide).toBe(true);
    expect(item.stages).toMatchObject([{ kind: 'decision', role: 'windowClerk', level: 'township' }]);
  });
  it('has the three age tiers and the three papers', () => {
    const tier = formFields(item).find((field) => field.id === 'tier');
    expect(tier?.type === 'choice' && tier.options.map((option) => option.value)).toEqual([
      'age80',
      'age90',
      'age100',
    ]);
    const required = item.materials.filter((material) => material.required);
    expect(required.map((material) => material.reusableLicence)).toEqual([
      '居民身份证',
      '居民户口簿',
      '社会保障卡',
    ]);
  });
});

describe('最低生活保障 SUB-001', () => {
  const item = itemOf('SUB-001');
  it('is decided by the township within 30 working days, after data check, visit by two and 7 days of notice', () => {
    expect(item.limits.statutory).toEqual({ days: 30, unit: 'workingDay' });
    expect(item.stages.map((stage) => stage.kind)).toEqual([
      'dataCheck',
      'homeVisit',
      'publicNotice',
      'decision',
    ]);
    expect(getStage(item, 'homeVisit').minimumStaff).toBe(2);
    expect(getStage(item, 'publicNotice').noticeDays).toBe(7);
    expect(getStage(item, 'decision')).toMatchObject({ role: 'decider', level: 'township' });
    expect(item.samePersonMayDecide).toBe(false);
  });
  it('asks for every member of the household', () => {
    const members = formFields(item).find((field) => field.id === 'members');
    expect(members).toMatchObject({ type: 'table', required: true, minRows: 1 });
    expect(members?.type === 'table' && members.columns.map((column) => column.id)).toEqual([
      'name',
      'idNumber',
      'relation',
      'health',
      'occupation',
      'monthlyIncome',
    ]);
  });
  it('never tolerates a missing authority to check', () => {
    const authority = item.materials.find((material) => material.id === 'checkAuthorisation');
    expect(authority).toMatchObject({ required: true, tolerable: false, commitment: false });
  });
});

describe('林木采伐许可 FOR-001', () => {
  const item = itemOf('FOR-001');
  it('is a licence: accepted by the township, examined, checked on site by two and decided by the county', () => {
    expect(item.itemType).toBe('01');
    expect(item.stages.map(({ kind, role, level }) => [kind, role, level])).toEqual([
      ['examination', 'examiner', 'county'],
      ['siteCheck', 'examiner', 'county'],
      ['decision', 'decider', 'county'],
    ]);
    expect(getStage(item, 'siteCheck').minimumStaff).toBe(2);
    expect(item.limits.statutory).toEqual({ days: 20, unit: 'workingDay' });
    expect(item.certificate?.name['zh-CN']).toBe('林木采伐许可证');
  });
  it('asks all that 森林法 Art. 58 names: place, forest type, species, area, volume, method, renewal, ownership', () => {
    const ids = formFields(item).map((field) => field.id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'compartment',
        'subcompartment',
        'boundEast',
        'boundNorth',
        'forestType',
        'species',
        'totalArea',
        'totalVolume',
        'fellingMethod',
        'renewalPlan',
        'treeOwnership',
      ]),
    );
  });
});
