import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';

let office: TestPlatform;
let device: TestDevice;
let clerk: Worker;

beforeAll(async () => {
  office = await openTestPlatform();
  device = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0001');
  clerk = await device.signIn('clerk.xianglan');
});
afterAll(() => office.close());

const received = (actor = clerk.actor, originDivision = '230828101') =>
  eventOf('application.received', actor, { caseId: randomUUID(), originDivision });
const chainOf = ({ sequence, previousHash }: TestDevice) => ({ sequence, previousHash });
const eventCount = async () =>
  (await office.platform.db.selectFrom('events').select('event_id').execute()).length;

describe('an event that is not what it says', () => {
  it('is refused when its content was changed after signing', async () => {
    const before = chainOf(device);
    const signed = device.sign(clerk, received());
    Object.assign(device, before);
    const changed = structuredClone(signed);
    changed.body.event.recordedAt = '2020-01-01T00:00:00+08:00';
    const stored = await eventCount();
    expect(await device.push(clerk, changed)).toMatchObject([
      { refusal: { kind: 'notAuthentic', part: 'hash' } },
    ]);
    expect(await eventCount()).toBe(stored);
  });

  it('is refused when another key signed it, or a key of another device', async () => {
    const other = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0002');
    const elsewhere = await other.signIn('clerk.xianglan');
    const before = chainOf(device);
    const forged = device.sign({ ...clerk, privateKey: elsewhere.privateKey }, received());
    Object.assign(device, before);
    const borrowed = device.sign(elsewhere, received());
    Object.assign(device, before);
    for (const signed of [forged, borrowed])
      expect(await device.push(clerk, signed)).toMatchObject([
        { refusal: { kind: 'notAuthentic', part: 'signature' } },
      ]);
  });

  it('is refused for text without a canonical form, and the platform stays up', async () => {
    const before = chainOf(device);
    const signed = device.sign(clerk, received());
    Object.assign(device, before);
    const broken = JSON.parse(JSON.stringify(signed).replace('某村', '\\ud800')) as SignedEvent;
    expect(await device.push(clerk, broken)).toMatchObject([
      { refusal: { kind: 'notAuthentic', part: 'hash' } },
    ]);
  });

  it('keeps U+0000 in a form exactly as it was signed', async () => {
    const event = received();
    if (event.type !== 'application.received') throw new Error('unexpected');
    event.payload.form['address'] = '某\u0000村';
    const signed = device.sign(clerk, event);
    expect(await device.push(clerk, signed)).toMatchObject([{ kind: 'accepted' }]);
    const { events } = await device.pull(clerk, '230828101');
    expect(events.at(-1)?.signed).toEqual(signed);
  });
});

describe('the chain of a device', () => {
  it('shows a gap and a wrong predecessor, and goes on after them', async () => {
    const after = chainOf(device);
    const gap = device.sign(clerk, received(), { sequence: after.sequence + 5 });
    Object.assign(device, after);
    const wrong = device.sign(clerk, received(), { previousHash: 'f'.repeat(64) });
    Object.assign(device, after);
    expect(await device.push(clerk, gap, wrong)).toMatchObject([
      { refusal: { kind: 'notAuthentic', part: 'chain' } },
      { refusal: { kind: 'notAuthentic', part: 'chain' } },
    ]);
    expect(await device.push(clerk, device.sign(clerk, received()))).toMatchObject([{ kind: 'accepted' }]);
  });

  it('branches where a clone or an old backup went on: both are taken, and an alarm is raised', async () => {
    const before = chainOf(device);
    const first = device.sign(clerk, received());
    const second = device.sign(clerk, received());
    const end = chainOf(device);
    Object.assign(device, before);
    const other = device.sign(clerk, received());
    const otherNext = device.sign(clerk, received());
    expect(await device.push(clerk, first, other, second, otherNext)).toMatchObject([
      { kind: 'accepted' },
      { kind: 'accepted' },
      { kind: 'accepted' },
      { kind: 'accepted' },
    ]);
    const alarms = office.platform.db.selectFrom('alarms').selectAll().where('kind', '=', 'branch');
    expect((await alarms.execute()).map(({ signed }) => JSON.parse(signed) as unknown)).toEqual([other]);
    expect(await device.push(clerk, otherNext, second)).toMatchObject([
      { kind: 'duplicate' },
      { kind: 'duplicate' },
    ]);
    Object.assign(device, end);
    expect(await device.push(clerk, device.sign(clerk, received()))).toMatchObject([{ kind: 'accepted' }]);
  });

  it('holds what was done on a clone against what its original had not seen, whatever their numbers', async () => {
    const event = received();
    await device.push(clerk, device.sign(clerk, event));
    const amend = (form: Record<string, string>) =>
      eventOf('application.amended', clerk.actor, { caseId: event.caseId, baseVersion: 1 }, { form });
    const before = chainOf(device);
    const onClone = device.sign(clerk, amend({ mobile: '13900001111' }));
    Object.assign(device, before);
    const between = received();
    // What the database's own JSON could not read stands in the chain too.
    if (between.type === 'application.received') between.payload.form['address'] = '某\u0000村';
    const [own, other, again, over] = [
      device.sign(clerk, amend({ address: '旧村' })),
      device.sign(clerk, between),
      device.sign(clerk, amend({ address: '新村' })),
      device.sign(clerk, amend({ mobile: '13900002222' })),
    ];
    expect(await device.push(clerk, onClone, own, other)).toMatchObject([
      { kind: 'accepted' },
      { kind: 'accepted' },
      { kind: 'accepted' },
    ]);
    // What its author had done himself is nothing that he had not seen.
    expect(await device.push(clerk, again, over)).toMatchObject([
      { kind: 'accepted' },
      { kind: 'refused', refusal: { kind: 'conflict', parts: ['form.mobile'] } },
    ]);
  });

  it('raises an alarm for one id with two contents, and goes on behind it', async () => {
    const event = received();
    const other = { ...event, recordedAt: '2026-03-02T09:30:00+08:00' };
    const results = await device.push(
      clerk,
      device.sign(clerk, event),
      device.sign(clerk, other),
      device.sign(clerk, received()),
    );
    expect(results).toMatchObject([
      { kind: 'accepted' },
      { refusal: { kind: 'otherContent' } },
      { kind: 'accepted' },
    ]);
  });
});

describe('the actor that an event names', () => {
  it('must be the account that signed, as the platform knows it', async () => {
    const { actor } = clerk;
    const claims = [
      { ...actor, roles: [...actor.roles, 'decider' as const] },
      { ...actor, name: '别人' },
      { ...actor, accountId: randomUUID() },
      { ...actor, divisionCode: '230828201' },
    ];
    for (const claim of claims) {
      const signed = device.sign(clerk, received(claim, claim.divisionCode));
      expect(await device.push(clerk, signed)).toMatchObject([{ refusal: { kind: 'notAuthorised' } }]);
    }
  });

  it('cannot act on another office’s case by naming its own as the origin', async () => {
    const event = received();
    await device.push(clerk, device.sign(clerk, event));
    const neighbour = await TestDevice.enrol(office.app, 'TWX1-DEMO-0001');
    const other = await neighbour.signIn('clerk.tangwang');
    const about = { caseId: event.caseId, baseVersion: 1, originDivision: '230828201' };
    const stolen = neighbour.sign(other, eventOf('application.withdrawn', other.actor, about));
    expect(await neighbour.push(other, stolen)).toMatchObject([{ refusal: { kind: 'notAuthorised' } }]);
  });

  it('may not act any more once disabled, even through a colleague on the same device', async () => {
    const tangwang = await TestDevice.enrol(office.app, 'TWX1-DEMO-0002');
    const gone = await tangwang.signIn('clerk.tangwang');
    const { db } = office.platform;
    const disable = (at: Date | null) =>
      db
        .updateTable('accounts')
        .set({ disabled_at: at })
        .where('account_id', '=', gone.account.accountId)
        .execute();
    await disable(new Date());
    const event = received(gone.actor, '230828201');
    expect(await device.push(clerk, tangwang.sign(gone, event))).toMatchObject([
      { refusal: { kind: 'notAuthorised' } },
    ]);
    const refused = await tangwang.app.inject({
      method: 'GET',
      url: '/v1/pull?stream=230828201&after=0',
      headers: { authorization: `Bearer ${gone.accessToken}` },
    });
    expect(refused.json()).toMatchObject({ code: 'accountDisabled' });
    await disable(null);
  });
});
