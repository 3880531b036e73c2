import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseEventTypes, type CaseEvent } from './event';
import { readSnapshot, workflowOf } from './machine';
import { permittedSteps } from './permitted';
import {
  clerk,
  decider,
  examiner,
  otherTownshipClerk,
  sampleEvent,
  samplePayloads,
} from './testing/sampleEvents';
import { sampleItem } from './testing/sampleItem';

const workflow = workflowOf(sampleItem);
const stageDone = (stageId: string) => ({ ...samplePayloads['stage.completed'], stageId });

const straight = (): CaseEvent[] => [
  sampleEvent('application.received', clerk),
  sampleEvent('application.accepted', clerk),
  sampleEvent('stage.completed', examiner),
  sampleEvent('stage.completed', examiner, stageDone('notice')),
  sampleEvent('decision.granted', decider),
  sampleEvent('certificate.issued', decider),
  sampleEvent('result.delivered', clerk),
  sampleEvent('case.closed', clerk),
];
const after = (count: number) => workflow.fold(straight().slice(0, count));
const refusalOf = (count: number, event: CaseEvent) => {
  const verdict = workflow.decide(after(count), event);
  return verdict.kind === 'refused' ? verdict.refusal : undefined;
};

describe('the workflow of an item', () => {
  it('goes from receipt to closing through every stage of the definition', () => {
    const seen = straight().map((_, index) => readSnapshot(after(index + 1)).state);
    expect(seen).toEqual([
      'received',
      'stage_examination',
      'stage_notice',
      'stage_decision',
      'granted',
      'awaitingDelivery',
      'delivered',
      'closed',
    ]);
  });

  it('asks for a supplement once: a second notice says why, and stays marked (Art. 32(4))', () => {
    const events = [
      sampleEvent('application.received', clerk),
      sampleEvent('supplement.requested', clerk),
      sampleEvent('supplement.received', clerk),
    ];
    const verdict = workflow.decide(workflow.fold(events), sampleEvent('supplement.requested', clerk));
    expect(verdict).toMatchObject({ kind: 'refused', refusal: { kind: 'secondSupplement' } });
    const again = sampleEvent('supplement.requested', clerk, {
      ...samplePayloads['supplement.requested'],
      repeatReason: '补交的材料又有缺漏',
    });
    const asked = readSnapshot(workflow.fold([...events, again]));
    expect(asked.state).toBe('awaitingSupplement');
    expect(asked.facts.supplements).toHaveLength(2);
  });

  it('does not accept while a required paper is neither in nor lawfully replaced', () => {
    const received = sampleEvent('application.received', clerk, {
      ...samplePayloads['application.received'],
      materials: [{ materialId: 'identity', status: 'tolerated', presented: 'copy', copies: 0, files: [] }],
    });
    const verdict = workflow.decide(workflow.fold([received]), sampleEvent('application.accepted', clerk));
    expect(verdict).toMatchObject({
      refusal: { kind: 'materialsMissing', materials: ['identity', 'proof'] },
    });
  });

  it('does not accept a form with a wrong check digit', () => {
    const received = sampleEvent('application.received', clerk, {
      ...samplePayloads['application.received'],
      form: { applicantName: '样例', idNumber: '230828190001010011' },
    });
    const verdict = workflow.decide(workflow.fold([received]), sampleEvent('application.accepted', clerk));
    expect(verdict).toMatchObject({ refusal: { kind: 'formIncomplete', fields: ['idNumber'] } });
  });

  it('wants two people at a check that the item gives to two (Art. 34)', () => {
    const alone = sampleEvent('stage.completed', examiner, {
      ...samplePayloads['stage.completed'],
      staff: ['乙', '乙'],
    });
    expect(refusalOf(2, alone)).toEqual({ kind: 'tooFewStaff', needs: 2 });
  });

  it('keeps a public notice hanging for its seven days, the first not counted', () => {
    const early = { ...stageDone('notice'), startedOn: '2026-03-03', completedOn: '2026-03-09' };
    expect(refusalOf(3, sampleEvent('stage.completed', examiner, early))).toEqual({
      kind: 'noticeRunning',
      until: '2026-03-10',
    });
    const onTheDay = { ...early, completedOn: '2026-03-10' };
    expect(refusalOf(3, sampleEvent('stage.completed', examiner, onTheDay))).toBeUndefined();
  });

  it('does not let the one who accepted decide, unless the item says so', () => {
    const both = { ...decider, accountId: clerk.accountId };
    expect(refusalOf(4, sampleEvent('decision.granted', both))).toEqual({ kind: 'samePerson' });
  });

  it('refuses other offices and other roles', () => {
    expect(refusalOf(1, sampleEvent('application.accepted', otherTownshipClerk))).toMatchObject({
      kind: 'otherOffice',
    });
    expect(refusalOf(1, sampleEvent('application.accepted', decider))).toMatchObject({ kind: 'role' });
  });

  it('believes its own origin and not the one an event claims', () => {
    const claimed = {
      ...sampleEvent('application.accepted', otherTownshipClerk),
      originDivision: '230828201',
    };
    expect(refusalOf(1, claimed)).toEqual({ kind: 'otherOffice', needs: 'township' });
  });

  it('returns to an earlier stage and keeps what was written', () => {
    const returned = workflow.fold([...straight().slice(0, 3), sampleEvent('stage.returned', examiner)]);
    expect(readSnapshot(returned).state).toBe('stage_examination');
    expect(readSnapshot(returned).facts.stages).toHaveLength(1);
    expect(readSnapshot(returned).facts.returned).toHaveLength(1);
  });

  it('offers a person only the steps of role and office', () => {
    const open = (actor: typeof clerk) =>
      permittedSteps(workflow, after(4), [actor])
        .filter((step) => step.why === undefined)
        .map((step) => step.type);
    expect(open(decider)).toEqual([
      'decision.granted',
      'decision.refused',
      'stage.returned',
      'specialProcedure.requested',
      'assistance.requested',
      'extension.requested',
      'case.terminated',
    ]);
    expect(open(clerk)).toEqual(['application.amended', 'application.withdrawn']);
    expect(open(otherTownshipClerk)).toEqual([]);
  });

  it('never changes on a refused event, and agrees with itself, over random histories', () => {
    const step = fc.record({
      type: fc.constantFrom(...caseEventTypes),
      actor: fc.constantFrom(clerk, otherTownshipClerk, examiner, decider),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (history) => {
        let snapshot = workflow.start();
        const accepted: CaseEvent[] = [];
        for (const { type, actor } of history) {
          const event = sampleEvent(type, actor);
          const before = JSON.stringify(readSnapshot(snapshot));
          const verdict = workflow.decide(snapshot, event);
          expect(JSON.stringify(readSnapshot(snapshot))).toBe(before);
          if (verdict.kind === 'refused') continue;
          expect(workflow.transitions[readSnapshot(snapshot).state]?.[type]).toBeDefined();
          accepted.push(event);
          snapshot = verdict.snapshot;
        }
        expect(readSnapshot(workflow.fold(accepted))).toEqual(readSnapshot(snapshot));
      }),
      { numRuns: 200 },
    );
  });

  it('throws on impossible history, which is damage and not input', () => {
    expect(() => workflow.fold([sampleEvent('case.closed', clerk)])).toThrow(/does not fit/);
  });
});
