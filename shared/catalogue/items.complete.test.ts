import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workflowOf } from '../casework/machine';
import { readCatalogue } from './catalogue';
import { holds } from './expression';
import { Text, type SimpleField } from './field';
import { requiredMaterials } from './requiredMaterials';
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
    expect(read.items).toHaveLength(16);
    expect(new Set(read.items.map((item) => item.basicCode)).size).toBe(16);
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

/** All texts of a definition, wherever they stand. */
function textsIn(part: unknown): Text[] {
  if (typeof part !== 'object' || part === null) return [];
  const text = Text.safeParse(part);
  return text.success ? [text.data] : Object.values(part).flatMap(textsIn);
}

describe.each(read.items.map((item) => [item.code, item] as const))('%s is complete:', (_, item) => {
  const lastStage = item.stages.at(-1);
  const isLicence = item.itemType === '01';

  it('is said in both languages', () => {
    const untranslated = textsIn(item).filter((text) => /\p{Script=Han}/u.test(text.en));
    expect(untranslated).toEqual([]);
  });

  it('promises no more time than the law gives, and gives every stage its own limit', () => {
    const { statutory, promised } = item.limits;
    if (statutory.unit === promised.unit) expect(promised.days).toBeLessThanOrEqual(statutory.days);
    expect(item.stages.filter(({ limit }) => limit === undefined).map(({ id }) => id)).toEqual([]);
  });

  it('leaves time enough to hang every notice, and shows something in it', () => {
    const notices = item.stages.filter(({ kind }) => kind === 'publicNotice');
    for (const { noticeDays, limit } of notices) {
      // Working days last at least as long as calendar days, so only the latter may be too few; five of them make a week.
      const calendarDays = limit?.unit === 'workingDay' ? Math.floor((limit.days * 7) / 5) : limit?.days;
      expect(calendarDays).toBeGreaterThanOrEqual(noticeDays ?? 0);
    }
    if (notices.length > 0) expect(item.publicFields).not.toEqual([]);
  });

  it('sends two people wherever facts are checked on the spot (行政许可法 Art. 34)', () => {
    const visits = item.stages.filter(({ kind }) => kind === 'homeVisit' || kind === 'siteCheck');
    for (const visit of visits) expect(visit.minimumStaff).toBeGreaterThanOrEqual(2);
  });

  it('is decided by another than who accepts, unless it is decided at the counter', () => {
    if (item.bundle) return;
    const atCounter = item.handling === 'instant';
    expect(item.samePersonMayDecide).toBe(atCounter);
    expect(lastStage?.role).toBe(atCounter ? 'windowClerk' : 'decider');
    if (atCounter) expect(item.stages).toHaveLength(1);
  });

  it('as a licence keeps to 行政许可法: 20 working days, 10 more, a hearing, a certificate', () => {
    if (!isLicence) return;
    const { statutory, extension } = item.limits;
    expect(statutory.unit).toBe('workingDay');
    expect(statutory.days).toBeLessThanOrEqual(20);
    expect(extension?.days ?? 0).toBeLessThanOrEqual(10);
    expect(item.specialProcedures.map(({ kind }) => kind)).toContain('hearing');
    expect(item.certificate).toBeDefined();
  });

  it('says of each paper what it has to be, and who is who', () => {
    expect(item.materials.filter(({ requirement }) => !requirement).map(({ id }) => id)).toEqual([]);
    const identity = item.materials.filter(({ reusableLicence }) => reusableLicence === '居民身份证');
    expect(identity.filter(({ required }) => required)).not.toEqual([]);
  });

  it('takes an agent with an authority, and judges the form as a whole', () => {
    expect(item.agent).toBeDefined();
    const papers = (byAgent: boolean) => requiredMaterials(item, { byAgent }).length;
    expect(papers(true)).toBe(papers(false) + 1);
    expect(item.rules.length).toBeGreaterThan(0);
  });

  it('has titles of its own for both decisions', () => {
    const { grantDecision, refusalDecision } = item.documentTitles;
    expect(grantDecision).toBeDefined();
    expect(refusalDecision).toMatch(/不予/);
  });
});

describe('what the law rules and no office changes', () => {
  const kindsOf = (code: string) => itemOf(code).stages.map(({ kind }) => kind);
  const inOrder = (code: string, ...wanted: string[]) => {
    expect(kindsOf(code).filter((kind) => wanted.includes(kind))).toEqual(wanted);
  };

  it.each(['SUB-001', 'SUB-002', 'SUB-003'])(
    '社会救助暂行办法 Art. 11, 16, 48: %s is inquired into, shown in the village, then decided',
    (code) => {
      inOrder(code, 'homeVisit', 'publicNotice', 'decision');
      const notice = getStage(itemOf(code), 'publicNotice');
      expect(notice.level).toBe('township');
    },
  );

  it('SUB-001: nothing is checked without the authority of every adult member, so it is never tolerated', () => {
    const authority = itemOf('SUB-001').materials.find(({ id }) => id === 'checkAuthorisation');
    expect(authority).toMatchObject({ required: true, tolerable: false, commitment: false });
  });

  it('SUB-003: who is in sudden need waits for no visit and no notice (Art. 48)', () => {
    const stages = itemOf('SUB-003').stages;
    const left = stages.filter(({ onlyWhen }) =>
      holds(onlyWhen, { reliefKind: 'urgent', reliefAmount: 500 }),
    );
    expect(left.map(({ kind }) => kind)).toEqual(['decision']);
  });

  it('DIS-002: the hospital’s finding is an appraisal and stops the clock (行政许可法 Art. 45)', () => {
    expect(itemOf('DIS-002').specialProcedures.map(({ kind }) => kind)).toContain('appraisal');
  });

  it('FOR-001 asks all that 森林法 Art. 58 names', () => {
    const ids = formFields(itemOf('FOR-001')).map((field) => field.id);
    const place = ['compartment', 'subcompartment', 'boundEast', 'boundSouth', 'boundWest', 'boundNorth'];
    const felling = ['forestType', 'species', 'totalArea', 'totalVolume', 'fellingMethod', 'renewalPlan'];
    expect(ids).toEqual(expect.arrayContaining([...place, ...felling, 'treeOwnership']));
  });
});
