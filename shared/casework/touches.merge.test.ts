import { describe, expect, it } from 'vitest';
import { clerk, decider, examiner, sampleEvent } from './testing/sampleEvents';
import { collisions } from './touches';

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
