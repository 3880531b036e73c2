import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';

let office: TestPlatform;
let township: TestDevice;
let county: TestDevice;
let clerk: Worker;
let supervisor: Worker;

beforeAll(async () => {
  office = await openTestPlatform();
  township = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0001');
  county = await TestDevice.enrol(office.app, 'TYX1-DEMO-0001');
  clerk = await township.signIn('clerk.xianglan');
  supervisor = await county.signIn('supervisor.county');
});
afterAll(() => office.close());

const received = (caseId: string) => eventOf('application.received', clerk.actor, { caseId });

describe('a push', () => {
  it('takes a case through two offices, numbers it and its documents, and brings it to both streams', async () => {
    const caseId = randomUUID();
    const accepted = await township.push(
      clerk,
      township.sign(clerk, received(caseId)),
      township.sign(clerk, eventOf('application.accepted', clerk.actor, { caseId })),
    );
    expect(accepted).toMatchObject([
      {
        kind: 'accepted',
        version: 1,
        assigned: { caseNumber: expect.stringMatching(/^23082810120260301\d{6}.$/) as string },
      },
      {
        kind: 'accepted',
        version: 2,
        assigned: { documentNumber: expect.stringMatching(/^样乡〔2026〕\d+号$/) as string },
      },
    ]);
    const done = eventOf('stage.completed', supervisor.actor, { caseId, baseVersion: 2 });
    const notice = eventOf(
      'stage.completed',
      supervisor.actor,
      { caseId, baseVersion: 2 },
      { ...samplePayloads['stage.completed'], stageId: 'notice' },
    );
    const decided = eventOf('decision.granted', supervisor.actor, { caseId, baseVersion: 2 });
    const results = await county.push(
      supervisor,
      ...[done, notice, decided].map((event) => county.sign(supervisor, event)),
    );
    expect(results).toMatchObject([
      { kind: 'accepted', version: 3 },
      { kind: 'accepted', version: 4 },
      {
        kind: 'accepted',
        version: 5,
        assigned: { documentNumber: expect.stringMatching(/^样县〔2026〕\d+号$/) as string },
      },
    ]);
    for (const [device, worker, stream] of [
      [township, clerk, '230828101'],
      [county, supervisor, '230828'],
    ] as const) {
      const { events, more } = await device.pull(worker, stream);
      const own = events.filter((event) => event.signed.body.event.caseId === caseId);
      expect(own.map((event) => event.version)).toEqual([1, 2, 3, 4, 5]);
      expect(more).toBe(false);
    }
  });

  it('gives the same answer again when the first was lost, and writes nothing twice', async () => {
    const caseId = randomUUID();
    const events = [
      township.sign(clerk, received(caseId)),
      township.sign(clerk, eventOf('case.closed', clerk.actor, { caseId })),
      township.sign(clerk, eventOf('application.accepted', clerk.actor, { caseId })),
    ];
    const first = await township.push(clerk, ...events);
    expect(first.map((result) => result.kind)).toEqual(['accepted', 'refused', 'accepted']);
    const before = await township.pull(clerk, '230828101');
    const again = await township.push(clerk, ...events);
    expect(again.map((result) => result.kind)).toEqual(['duplicate', 'refused', 'duplicate']);
    expect(again[1]).toEqual(first[1]);
    expect(again[0]).toEqual({ ...first[0], kind: 'duplicate' });
    expect((await township.pull(clerk, '230828101')).events).toEqual(before.events);
  });

  it('refuses a decision on a case that changed meanwhile, and merges edits of other fields', async () => {
    const caseId = randomUUID();
    await township.push(clerk, township.sign(clerk, received(caseId)));
    const amend = (form: Record<string, string>, actor: Worker['actor'], baseVersion: number) =>
      eventOf('application.amended', actor, { caseId, baseVersion }, { form });
    const second = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0002');
    const sameClerk = await second.signIn('clerk.xianglan');
    await township.push(clerk, township.sign(clerk, amend({ address: '甲村' }, clerk.actor, 1)));
    const [collides, merges, unseen] = await second.push(
      sameClerk,
      second.sign(sameClerk, amend({ address: '乙村' }, sameClerk.actor, 1)),
      second.sign(sameClerk, amend({ mobile: '13900001111' }, sameClerk.actor, 1)),
      second.sign(sameClerk, eventOf('application.accepted', sameClerk.actor, { caseId, baseVersion: 1 })),
    );
    expect(collides).toMatchObject({
      refusal: { kind: 'conflict', parts: ['form.address'], currentVersion: 2 },
    });
    expect(merges).toMatchObject({ kind: 'accepted', version: 3 });
    expect(unseen).toMatchObject({ refusal: { kind: 'conflict', parts: ['everything'] } });
  });

  it('asks the workflow: what is not allowed comes back with the machine’s own reason', async () => {
    const caseId = randomUUID();
    const [, notNow, blank] = await township.push(
      clerk,
      township.sign(clerk, received(caseId)),
      township.sign(clerk, eventOf('result.delivered', clerk.actor, { caseId })),
      township.sign(clerk, eventOf('application.accepted', clerk.actor, { caseId: randomUUID() })),
    );
    expect(notNow).toMatchObject({
      refusal: { kind: 'notAllowed', refusal: { kind: 'notNow', state: 'received' } },
    });
    expect(blank).toMatchObject({
      refusal: { kind: 'notAllowed', refusal: { kind: 'notNow', state: 'blank' } },
    });
  });

  it('refuses an item that it does not know', async () => {
    const payload = { ...samplePayloads['application.received'], itemVersion: 9 };
    const event = eventOf('application.received', clerk.actor, { caseId: randomUUID() }, payload);
    expect(await township.push(clerk, township.sign(clerk, event))).toMatchObject([
      { refusal: { kind: 'unknownItem' } },
    ]);
  });

  it('keeps what its author saw more of than the platform holds, and what follows on that case; others go on', async () => {
    const [caseId, other] = [randomUUID(), randomUUID()];
    const ahead = eventOf('application.accepted', clerk.actor, { caseId, baseVersion: 7 });
    const behind = eventOf('document.printed', clerk.actor, { caseId, baseVersion: 1 });
    const offered = [
      township.sign(clerk, received(randomUUID())),
      township.sign(clerk, ahead),
      township.sign(clerk, behind),
      township.sign(clerk, received(other)),
    ];
    const kinds = async () => (await township.push(clerk, ...offered)).map((result) => result.kind);
    expect(await kinds()).toEqual(['accepted', 'deferred', 'deferred', 'accepted']);
    expect(await kinds()).toEqual(['duplicate', 'deferred', 'deferred', 'duplicate']);
  });

  it('gives numbers without a gap and each once, when two devices push at the same time', async () => {
    const devices = await Promise.all(
      ['XLZ1-DEMO-0003', 'XLZ1-DEMO-0004'].map((code) => TestDevice.enrol(office.app, code)),
    );
    const before = await township.pull(clerk, '230828101');
    const pushes = devices.map(async (device) => {
      const worker = await device.signIn('clerk.xianglan');
      const events = Array.from({ length: 15 }, () => device.sign(worker, received(randomUUID())));
      return device.push(worker, ...events);
    });
    const seen: number[] = [];
    let after = before.events.length;
    const reading = (async () => {
      while (seen.length < 30) {
        const piece = await township.pull(clerk, '230828101', after, 7);
        seen.push(...piece.events.map((event) => event.position));
        after = seen.at(-1) ?? after;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    const results = (await Promise.all(pushes)).flat();
    await reading;
    expect(results.every((result) => result.kind === 'accepted')).toBe(true);
    expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => before.events.length + index + 1));
    const numbers = results.map((result) => (result.kind === 'accepted' ? result.assigned.caseNumber : ''));
    expect(new Set(numbers).size).toBe(30);
    const sequences = numbers.map((number) => Number(number?.slice(17, 23))).sort((a, b) => a - b);
    expect((sequences.at(-1) ?? 0) - (sequences[0] ?? 0)).toBe(29);
  });
});
