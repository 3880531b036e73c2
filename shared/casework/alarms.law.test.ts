import { describe, expect, it } from 'vitest';
import { createCalendar } from '../calendar/workingDays';
import { ServiceItem } from '../catalogue/serviceItem';
import { alarmsOf } from './alarms';
import { caseClocks } from './clocks';
import { readSnapshot, workflowOf } from './machine';
import { summarise } from './summary';
import type { CaseEvent } from './event';
import {
  clerk,
  decider,
  examiner,
  sampleEvent,
  samplePayloads,
  toleratedPayloads,
} from './testing/sampleEvents';
import { sampleItem } from './testing/sampleItem';

// March 2026 has no holiday: working days are the weekdays. Received on Sunday the 1st, accepted on Monday the 2nd.
const calendar = createCalendar([{ year: 2026, source: '国办通知', holidays: [], makeUpDays: [] }]);
const [examination, ...rest] = sampleItem.stages;
const item = ServiceItem.parse({
  ...sampleItem,
  stages: [{ ...examination, limit: { days: 3, unit: 'workingDay' } }, ...rest],
});
const received = () => sampleEvent('application.received', clerk);
const accepted = () => sampleEvent('application.accepted', clerk);

function on(today: string, ...events: CaseEvent[]) {
  const folded = readSnapshot(workflowOf(item).fold(events));
  const known = { version: 0, pending: 0, lastActor: '甲', lastChangeAt: '' };
  const summary = summarise(item, folded, known);
  const clocks = caseClocks(item, summary, { calendar, today });
  const dues = Object.entries(clocks).map(([name, clock]) => [name, clock.due]);
  const alarms = alarmsOf(summary, clocks);
  return {
    dues: Object.fromEntries(dues) as Record<string, string>,
    kinds: alarms.map(({ kind }) => kind),
    alarms,
  };
}

describe('the clocks and alarms of a case', () => {
  it('give five working days to say what is missing, and warn when they are gone (Art. 32(4))', () => {
    // Monday 2nd is day 1, Friday 6th day 5.
    expect(on('2026-03-06', received()).dues).toEqual({ supplement: '2026-03-06' });
    expect(on('2026-03-06', received()).kinds).toEqual([]);
    expect(on('2026-03-09', received()).alarms).toEqual([{ kind: 'supplementLate', since: '2026-03-07' }]);
  });

  it('count promise, statute and stage from their own days', () => {
    // Accepted Monday 2nd: stage 3rd, 4th, 5th; promise ten days to the 16th; statute twenty to the 30th.
    const { dues } = on('2026-03-03', received(), accepted());
    expect(dues).toEqual({ stage: '2026-03-05', promised: '2026-03-16', statutory: '2026-03-30' });
    expect(on('2026-03-06', received(), accepted()).kinds).toEqual(['stageOvertime']);
    expect(on('2026-03-12', received(), accepted()).kinds).toEqual(['stageOvertime', 'dueSoon']);
    expect(on('2026-03-17', received(), accepted()).kinds).toEqual(['yellow', 'stageOvertime']);
    expect(on('2026-03-31', received(), accepted()).kinds).toEqual(['red', 'yellow', 'stageOvertime']);
  });

  it('give an extension to the statutory limit only, and stop for a special procedure', () => {
    const extended = [
      sampleEvent('extension.requested', examiner),
      sampleEvent('extension.approved', decider),
    ];
    // Five days more from Monday the 30th: Monday 6 April by weekends alone. The promise stays on the 16th.
    const { dues } = on('2026-03-03', received(), accepted(), ...extended);
    expect(dues).toMatchObject({ promised: '2026-03-16', statutory: '2026-04-06' });
    const hearing = [
      sampleEvent('specialProcedure.requested', examiner),
      sampleEvent('specialProcedure.approved', decider),
      sampleEvent('specialProcedure.completed', examiner),
    ];
    // The hearing takes Wednesday 11th to Friday 13th out: three days later, the 19th.
    expect(on('2026-03-03', received(), accepted(), ...hearing).dues['promised']).toBe('2026-03-19');
  });

  it('watch the day of the promised papers, also against the promise itself', () => {
    const received_ = sampleEvent('application.received', clerk, toleratedPayloads['application.received']);
    const until = (dueOn: string) =>
      sampleEvent('application.accepted', clerk, {
        acceptedOn: '2026-03-02',
        tolerated: { dueOn, promisedBy: '样例' },
      });
    expect(on('2026-03-05', received_, until('2026-03-10')).dues['tolerated']).toBe('2026-03-10');
    expect(on('2026-03-11', received_, until('2026-03-10')).kinds).toContain('toleratedOverdue');
    expect(on('2026-03-05', received_, until('2026-03-20')).kinds).toEqual(['toleratedAfterPromise']);
  });

  it('give ten working days to serve the decision, and nothing after that runs (Art. 44)', () => {
    const notice = { ...samplePayloads['stage.completed'], stageId: 'notice' };
    const decided = [
      received(),
      accepted(),
      sampleEvent('stage.completed', examiner),
      sampleEvent('stage.completed', examiner, notice),
      sampleEvent('decision.refused', decider, {
        reason: '不符合条件',
        basis: '样例办法',
        decidedOn: '2026-03-16',
      }),
    ];
    // Decided Monday 16th: the 17th is day 1, Monday 30th day 10. The notice's days (3rd to 10th) were not counted.
    expect(on('2026-03-30', ...decided).dues['delivery']).toBe('2026-03-30');
    expect(on('2026-03-31', ...decided).kinds).toEqual(['deliveryLate']);
    const served = [...decided, sampleEvent('result.delivered', clerk)];
    expect(on('2026-06-01', ...served).kinds).toEqual([]);
  });
});
