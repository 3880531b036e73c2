import { describe, expect, it } from 'vitest';
import { createCalendar } from '@shared/calendar/workingDays';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { Account } from '@shared/protocol/account';
import { createItemBook } from './itemBook';
import { CaseMemory } from './memory';
import { storedSummary } from './testing/summaries';

const account: Account = {
  accountId: '40000000-0000-4000-8000-000000000001',
  loginName: 'clerk',
  name: '甲',
  roles: ['windowClerk'],
  divisionCode: '230828101',
  divisionName: '样镇',
  delegations: [],
};

function memoryOn(day: { today: string }) {
  const items = createItemBook([sampleItem], []);
  return new CaseMemory({
    account,
    items,
    calendar: createCalendar([]),
    thresholds: { dueSoonDays: 2, transferDays: 2 },
    today: () => day.today,
  });
}

describe('lists and counts in memory', () => {
  it('follows a case from queue to queue without counting it twice', () => {
    const memory = memoryOn({ today: '2026-03-02' });
    memory.put(storedSummary(1));
    expect(memory.counts()).toMatchObject({ mine: 1, inProgress: 1, all: 1, today: 1, toDeliver: 0 });
    const turn = { role: 'decider', level: 'county' } as const;
    memory.put(storedSummary(1, { state: 'stage_decision', acceptedOn: '2026-03-02', turn }));
    expect(memory.counts()).toMatchObject({ mine: 0, inProgress: 1, all: 1 });
    memory.put(
      storedSummary(1, { state: 'awaitingDelivery', acceptedOn: '2026-03-02', decidedOn: '2026-03-03' }),
    );
    expect(memory.counts()).toMatchObject({ mine: 1, inProgress: 0, toDeliver: 1, all: 1 });
    memory.remove(storedSummary(1).summary.caseId);
    expect(Object.values(memory.counts())).toEqual(Array.from({ length: 9 }, () => 0));
  });

  it('gives a case to the office whose turn it is and to nobody else', () => {
    const memory = memoryOn({ today: '2026-03-02' });
    memory.put(storedSummary(1, { originDivision: '230828201' }));
    expect(memory.counts()).toMatchObject({ mine: 0, all: 1 });
  });

  it('moves every light when the day changes', () => {
    const day = { today: '2026-03-02' };
    const memory = memoryOn(day);
    memory.put(storedSummary(1));
    expect(memory.counts()).toMatchObject({ overdue: 0, dueSoon: 0 });
    day.today = '2026-03-06';
    expect(memory.counts()).toMatchObject({ overdue: 0, dueSoon: 1, today: 0 });
    day.today = '2026-03-10';
    expect(memory.counts()).toMatchObject({ overdue: 1, dueSoon: 0 });
  });

  it('sorts by the clock, what is stopped last, and cuts pages out of it', () => {
    const memory = memoryOn({ today: '2026-03-20' });
    memory.put(storedSummary(1, { receivedOn: '2026-03-10' }));
    memory.put(storedSummary(2, { receivedOn: '2026-03-05' }));
    memory.put(storedSummary(3, { state: 'delivered', acceptedOn: '2026-03-01', decidedOn: '2026-03-02' }));
    const page = (offset: number) =>
      memory
        .worklist({ queue: 'all', sort: 'due', offset, limit: 2 })
        .rows.map(({ summary }) => Number(summary.caseId.at(-1)));
    expect(page(0)).toEqual([2, 1]);
    expect(page(2)).toEqual([3]);
    memory.put(storedSummary(4, { receivedOn: '2026-03-01' }));
    expect(page(0)).toEqual([4, 2]);
    expect(
      memory.worklist({ queue: 'all', filter: { items: ['OTH-001'] }, sort: 'due', offset: 0, limit: 5 }),
    ).toEqual({
      rows: [],
      total: 0,
    });
  });

  it('starts the clock for saying what is missing anew when the papers have come', () => {
    const memory = memoryOn({ today: '2026-03-20' });
    memory.put(storedSummary(1, { supplementedOn: '2026-03-19' }));
    expect(memory.row(storedSummary(1).summary.caseId)?.clocks.supplement).toMatchObject({
      due: '2026-03-26',
      light: 'green',
    });
  });

  it('computes every limit anew when another calendar holds, and says how many moved', () => {
    const memory = memoryOn({ today: '2026-03-02' });
    memory.put(storedSummary(1));
    memory.put(storedSummary(2, { state: 'delivered', acceptedOn: '2026-03-01', decidedOn: '2026-03-02' }));
    const dueOf = (n: number) => memory.row(storedSummary(n).summary.caseId)?.clocks.supplement?.due;
    expect(dueOf(1)).toBe('2026-03-09');
    const holidays = [{ date: '2026-03-04', name: '停工' }];
    const year = { year: 2026, source: '县政府通告', holidays, makeUpDays: [] };
    // One day off within the five: a day later. What was decided long ago does not move.
    expect(memory.replaceCalendar(createCalendar([year]))).toBe(1);
    expect(dueOf(1)).toBe('2026-03-10');
  });
});
