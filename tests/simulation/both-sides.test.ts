import { createHash, randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseEvent, caseEventTypes } from '@shared/casework/event';
import { readSnapshot, workflowOf, type CaseSnapshot } from '@shared/casework/machine';
import { legalEvents } from '@shared/casework/testing/legalEvents';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { TestDevice, type Worker } from '../../platform/testing/device';
import { openTestPlatform, type TestPlatform } from '../../platform/testing/testPlatform';

let office: TestPlatform;
/** How far the township's stream was read by earlier histories. */
let read = 0;
/** Everybody works on a device of their own office; each keeps a chain. */
let staff: { device: TestDevice; worker: Worker }[];

beforeAll(async () => {
  office = await openTestPlatform();
  const township = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0001');
  const county = await TestDevice.enrol(office.app, 'TYX1-DEMO-0001');
  staff = [
    { device: township, worker: await township.signIn('clerk.xianglan') },
    { device: township, worker: await township.signIn('agent.xianglan') },
    { device: county, worker: await county.signIn('examiner.county') },
    { device: county, worker: await county.signIn('decider.county') },
    { device: county, worker: await county.signIn('supervisor.county') },
  ];
});
afterAll(() => office.close());

const hashOf = (snapshot: CaseSnapshot) =>
  createHash('sha256')
    .update(canonicalize(readSnapshot(snapshot)) ?? '')
    .digest('hex');

/** What somebody tries: now and then something that fits, else anything at all. */
const attempt = fc.record({
  fits: fc.integer({ min: 0, max: 9 }).map((n) => n < 7),
  pick: fc.nat({ max: 1000 }),
  who: fc.nat({ max: 1000 }),
});

describe('the machine on both sides', () => {
  it('takes and refuses the same over the wire, and comes to the same case', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(attempt, { minLength: 4, maxLength: 22 }),
        fc.boolean(),
        async (tries, tolerate) => {
          const workflow = workflowOf(sampleItem);
          const { form } = samplePayloads['application.received'];
          const caseId = randomUUID();
          let snapshot = workflow.start();
          let version = 0;
          for (const { fits, pick, who } of tries) {
            const legal = legalEvents(workflow, snapshot, { form, tolerate });
            const type = caseEventTypes[pick % caseEventTypes.length] ?? 'case.closed';
            const wanted = fits
              ? legal[pick % legal.length]?.event
              : { type, payload: samplePayloads[type], recordedAt: '2026-06-01T09:30:00+08:00' };
            const { device, worker } = staff[who % staff.length] ?? {};
            if (!wanted || !device || !worker) continue;
            const event = CaseEvent.parse({
              ...wanted,
              id: randomUUID(),
              caseId,
              originDivision: '230828101',
              actor: worker.actor,
              baseVersion: version,
            });
            const verdict = workflow.decide(snapshot, event);
            const [answer] = await device.push(worker, device.sign(worker, event));
            expect(answer?.kind).toBe(verdict.kind);
            if (verdict.kind === 'refused') continue;
            version += 1;
            snapshot = verdict.snapshot;
          }
          if (version === 0) return;
          const [{ device, worker } = {}] = staff;
          const pulled = await device?.pull(worker as Worker, '230828101', read, 500);
          const own = pulled?.events.filter(({ signed }) => signed.body.event.caseId === caseId) ?? [];
          read = Math.max(read, ...own.map(({ position }) => position));
          const inOrder = own.sort((a, b) => a.version - b.version).map(({ signed }) => signed.body.event);
          expect(inOrder).toHaveLength(version);
          expect(hashOf(workflow.fold(inOrder))).toBe(hashOf(snapshot));
        },
      ),
      { numRuns: 60 },
    );
  });
});
