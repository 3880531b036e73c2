import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '@shared/calendar/workingDays';
import type { Light } from '@shared/calendar/clock';
import { CaseMark } from '@shared/casework/summary';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { isListed, sorts, type CaseFilter, type CaseTraits } from '@shared/casework/worklist';
import { createItemBook } from './itemBook';
import { CaseMemory } from './memory';
import { queueNames } from './queues';
import type { StoredSummary } from './records';
import { session } from './testing/memoryPort';
import { storedSummary } from './testing/summaries';

const otherItem = { ...sampleItem, code: 'OTH-001' };
const newMemory = () =>
  new CaseMemory({
    account: session.account,
    items: createItemBook([sampleItem, otherItem], []),
    calendar: createCalendar([]),
    thresholds: { dueSoonDays: 2, transferDays: 2 },
    today: () => '2026-03-10',
  });

const townships = ['230828101', '230828201'];
const states = ['received', 'stage_examination', 'awaitingSupplement', 'delivered'];
const names = ['李晓梅', '王伟', '赵敏', '阿依古丽'];
const days = ['2026-03-01', '2026-03-03', '2026-03-09', '2026-03-10'];
const lights: Light[] = ['green', 'amber', 'red'];

const changes = fc.record({
  itemCode: fc.constantFrom('TST-001', 'OTH-001'),
  originDivision: fc.constantFrom(...townships),
  state: fc.constantFrom(...states),
  applicantName: fc.constantFrom(...names),
  receivedOn: fc.constantFrom(...days),
  acceptedOn: fc.constantFrom(...days),
  marks: fc.uniqueArray(fc.constantFrom(...CaseMark.options), { maxLength: 2 }),
  lastActor: fc.constantFrom('甲', '乙'),
});
/** Cases put one after the other, some of them again under the same number, some taken out. */
const history = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ put: fc.nat(12), changes }) },
    { weight: 1, arbitrary: fc.record({ remove: fc.nat(12) }) },
    { weight: 1, arbitrary: fc.record({ look: fc.constantFrom(...sorts) }) },
  ),
  { maxLength: 40 },
);
const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 });
const filters: fc.Arbitrary<CaseFilter> = fc.record(
  {
    items: some(['TST-001', 'OTH-001', 'NONE']),
    townships: some(townships),
    states: some(states),
    lights: some(lights),
    marks: some(CaseMark.options),
    actors: some(['甲', '乙']),
    receivedFrom: fc.constantFrom(...days),
    receivedTo: fc.constantFrom(...days),
  },
  { requiredKeys: [] },
);

const idOf = (n: number) => storedSummary(n).summary.caseId;

describe('worklists from memory', () => {
  it('show exactly the cases that a filter lets pass, each once, in any order and after any changes', () => {
    const queries = fc.record({
      queue: fc.constantFrom(...queueNames),
      sort: fc.constantFrom(...sorts),
      filter: filters,
    });
    fc.assert(
      fc.property(history, queries, (steps, { queue, sort, filter }) => {
        const memory = newMemory();
        const here = new Set<string>();
        for (const step of steps)
          if ('put' in step) {
            memory.put(storedSummary(step.put, step.changes));
            here.add(idOf(step.put));
          } else if ('remove' in step) {
            memory.remove(idOf(step.remove));
            here.delete(idOf(step.remove));
          } else memory.worklist({ queue: 'all', sort: step.look, offset: 0, limit: 5 });
        const traits = new Map([...here].map((caseId) => [caseId, memory.traits(caseId) as CaseTraits]));
        const expected = [...here].filter((caseId) => {
          const one = traits.get(caseId);
          return one !== undefined && isListed(queue, filter, one);
        });
        const page = memory.worklist({ queue, sort, filter, offset: 0, limit: 50 });
        const listed = page.rows.map(({ summary }) => summary.caseId);
        expect([...listed].sort()).toEqual(expected.sort());
        expect(page.total).toBe(expected.length);
        const backwards = memory.worklist({ queue, sort, filter, reverse: true, offset: 0, limit: 50 });
        expect(backwards.rows.map(({ summary }) => summary.caseId)).toEqual([...listed].reverse());

        // An order that followed every change is the order that somebody finds who looks for the first time.
        const fresh = newMemory();
        for (const caseId of here) fresh.put(memory.get(caseId) as StoredSummary);
        expect(fresh.worklist({ queue, sort, filter, offset: 0, limit: 50 }).rows).toEqual(page.rows);

        const { townships: _, ...others } = filter;
        const facets = memory.facets({ queue, filter });
        for (const township of townships) {
          const left = memory.worklist({
            queue,
            sort,
            filter: { ...others, townships: [township] },
            offset: 0,
            limit: 1,
          });
          expect(facets.townships[township] ?? 0).toBe(left.total);
        }
        expect(facets.queue[queue] ?? 0).toBe(page.total);
        expect(memory.counts().all).toBe(here.size);
      }),
      { numRuns: 150 },
    );
  });

  it('order by the pinyin of the name, by the most alarms, and by what is due', () => {
    const memory = newMemory();
    memory.put(storedSummary(1, { applicantName: '赵敏', receivedOn: '2026-03-09' }));
    memory.put(storedSummary(2, { applicantName: '阿依古丽', receivedOn: '2026-03-02' }));
    memory.put(storedSummary(3, { applicantName: '李晓梅', receivedOn: '2026-03-05' }));
    const order = (sort: (typeof sorts)[number]) =>
      memory
        .worklist({ queue: 'all', sort, offset: 0, limit: 9 })
        .rows.map(({ summary }) => Number(summary.caseId.at(-1)));
    expect(order('applicant')).toEqual([2, 3, 1]);
    expect(order('due')).toEqual([2, 3, 1]);
    expect(order('alarms')[0]).toBe(2);
    expect(order('received')).toEqual([1, 3, 2]);
    memory.put(storedSummary(3, { applicantName: '曾敏', receivedOn: '2026-03-05' }));
    expect(order('applicant')).toEqual([2, 3, 1]);
  });

  it('cut pages anywhere, also from the end', () => {
    const memory = newMemory();
    for (let n = 1; n <= 7; n += 1) memory.put(storedSummary(n));
    const page = (offset: number, limit: number, reverse = false) =>
      memory
        .worklist({ queue: 'all', sort: 'received', reverse, offset, limit })
        .rows.map(({ summary }) => Number(summary.caseId.at(-1)));
    expect(page(0, 3)).toEqual([7, 6, 5]);
    expect(page(5, 3)).toEqual([2, 1]);
    expect(page(0, 3, true)).toEqual([1, 2, 3]);
    expect(page(5, 3, true)).toEqual([6, 7]);
    expect(page(9, 3)).toEqual([]);
  });
});
