import { describe, expect, it } from 'vitest';
import { ServiceItem } from '../catalogue/serviceItem';
import { CaseEvent } from './event';
import { instantSteps, isInstant } from './instant';
import { readSnapshot, workflowOf } from './machine';
import { clerk, sampleEvent, samplePayloads } from './testing/sampleEvents';
import { sampleItem } from './testing/sampleItem';

const [, , decision] = sampleItem.stages;
const item = ServiceItem.parse({
  ...sampleItem,
  handling: 'instant',
  samePersonMayDecide: true,
  stages: [{ ...decision, role: 'windowClerk', level: 'township' }],
});

describe('an instant item 即办件', () => {
  it('is received, accepted, decided, certified, served and closed by one person, each as an event', () => {
    const said = { opinion: '符合条件', content: '准予', recipient: '样例', certificateNumber: 'YL9' };
    const events = [
      sampleEvent('application.received', clerk),
      ...instantSteps(item, '2024-02-29', said).map(({ type, payload }) =>
        CaseEvent.parse({ ...sampleEvent('case.closed', clerk), type, payload }),
      ),
    ];
    const { state, facts } = readSnapshot(workflowOf(item).fold(events));
    expect(state).toBe('closed');
    // Five full years from a leap day: the day before 1 March 2029.
    expect(facts.certificate).toMatchObject({ certificateNumber: 'YL9', validTo: '2029-02-28' });
    expect(samplePayloads['application.received'].itemCode).toBe(item.code);
  });

  it('is only what one person at the window may decide', () => {
    expect(isInstant(item)).toBe(true);
    expect(isInstant({ ...item, samePersonMayDecide: false })).toBe(false);
    expect(isInstant(sampleItem)).toBe(false);
  });
});
