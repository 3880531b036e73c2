import { describe, expect, it } from 'vitest';
import { caseEventTypes } from './event';
import { clerk, decider, examiner, sampleEvent } from './testing/sampleEvents';
import { collisions, touches } from './touches';

const amend = (field: string) => sampleEvent('application.amended', clerk, { form: { [field]: '新' } });

describe('collisions of events made apart', () => {
  it('lets disjoint edits merge and names the field where they collide', () => {
    expect(collisions(amend('address'), [amend('mobile')])).toEqual([]);
    expect(collisions(amend('address'), [amend('mobile'), amend('address')])).toEqual(['form.address']);
  });

  it('holds a decision to the case its author saw', () => {
    expect(collisions(sampleEvent('decision.granted', decider), [amend('address')])).toEqual(['everything']);
    expect(collisions(amend('address'), [sampleEvent('decision.granted', decider)])).toEqual(['everything']);
  });

  it('never lets a printed document stand in the way of anything', () => {
    const printed = sampleEvent('document.printed', clerk);
    expect(collisions(printed, [sampleEvent('decision.granted', decider)])).toEqual([]);
    expect(collisions(sampleEvent('decision.granted', decider), [printed])).toEqual([]);
  });

  it('lets only one of two steps in the procedure stand', () => {
    const mine = sampleEvent('stage.completed', examiner);
    expect(collisions(mine, [sampleEvent('application.withdrawn', clerk)])).toEqual(['workflow']);
  });
});

it('declares for every event type what it touches; only a print touches nothing', () => {
  const nothing = caseEventTypes.filter((type) => touches(sampleEvent(type, clerk)).length === 0);
  expect(nothing).toEqual(['document.printed']);
});

it('lets answers of two offices merge, and none of them with a decision', () => {
  const answer = (requestId: string) =>
    sampleEvent('assistance.answered', examiner, { requestId, conclusion: 'agreed', opinion: '无异议' });
  const [one, other] = ['a', 'b'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`);
  expect(collisions(answer(one ?? ''), [answer(other ?? '')])).toEqual([]);
  expect(collisions(sampleEvent('decision.granted', decider), [answer(one ?? '')])).toEqual(['everything']);
  expect(
    collisions(sampleEvent('stage.completed', examiner), [sampleEvent('case.transferred', decider)]),
  ).toEqual(['workflow']);
});
