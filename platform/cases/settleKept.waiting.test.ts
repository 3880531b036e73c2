import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import type { PushResult } from '@shared/protocol/push';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';
import { settleKept } from './settleKept';

let office: TestPlatform;
let township: TestDevice;
let clerk: Worker;

beforeEach(async () => {
  office = await openTestPlatform();
  township = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0001');
  clerk = await township.signIn('clerk.xianglan');
});
afterEach(() => office.close());

const kindsOf = (results: readonly PushResult[]) => results.map(({ kind }) => kind);
const alarms = () => office.platform.db.selectFrom('alarms').select('kind').execute();
const stream = '230828101';
const history = async () => (await township.pull(clerk, stream)).events;

/** A case that is received; answers its id. */
async function receive(): Promise<string> {
  const caseId = randomUUID();
  const received = township.sign(clerk, eventOf('application.received', clerk.actor, { caseId }));
  expect(kindsOf(await township.push(clerk, received))).toEqual(['accepted']);
  return caseId;
}

describe('what waits with the platform', () => {
  /** An amendment whose files are said to be on their way, and then the disk of its device is an older one. */
  async function leaveBehind(caseId: string, form: Record<string, string>): Promise<void> {
    const { sequence, previousHash } = township;
    const amended = eventOf('application.amended', clerk.actor, { caseId, baseVersion: 1 }, { form });
    const offered = [{ signed: township.sign(clerk, amended), filesPending: true as const }];
    expect(kindsOf(await township.offer(clerk, offered))).toEqual(['deferred']);
    Object.assign(township, { sequence, previousHash });
  }
  const amend = (caseId: string, form: Record<string, string>) => {
    const event = eventOf('application.amended', clerk.actor, { caseId, baseVersion: 1 }, { form });
    return township.sign(clerk, event);
  };
  const later = () => new Date(Date.now() + 1000);

  it('is settled by it where its device can offer it no more, and so is what waits behind it', async () => {
    const caseId = await receive();
    await leaveBehind(caseId, { address: '新村' });
    await receive();
    const behind = amend(caseId, { mobile: '13800005678' });
    expect(kindsOf(await township.push(clerk, behind))).toEqual(['deferred']);
    expect(await settleKept(office.platform, new Date(Date.now() - 86_400_000))).toBe(0);
    expect(await settleKept(office.platform, later())).toBe(2);
    expect(kindsOf(await township.push(clerk, behind))).toEqual(['duplicate']);
    expect((await history()).filter(({ signed }) => signed.body.event.caseId === caseId)).toHaveLength(3);
    expect(await alarms()).toEqual([{ kind: 'branch' }]);
  });

  it('is shown to a person of the platform where it is refused by then', async () => {
    const caseId = await receive();
    await leaveBehind(caseId, { address: '新村' });
    const other = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0002');
    const second = await other.signIn('clerk.xianglan');
    const form = { address: '别村' };
    const newer = eventOf('application.amended', second.actor, { caseId, baseVersion: 1 }, { form });
    expect(kindsOf(await other.push(second, other.sign(second, newer)))).toEqual(['accepted']);
    expect(await settleKept(office.platform, later())).toBe(0);
    expect(await alarms()).toEqual([{ kind: 'refusedLater' }]);
  });

  it('goes on waiting while a file of it is missing, until its device was withdrawn for a week', async () => {
    const sample = samplePayloads['application.received'];
    const [first, ...more] = sample.materials;
    if (!first) throw new Error('the sample has materials');
    const file = { sha256: 'ab'.repeat(32), name: '证明.pdf', kind: 'application/pdf', size: 2000 } as const;
    const payload = { ...sample, materials: [{ ...first, files: [file] }, ...more] };
    const received = eventOf('application.received', clerk.actor, { caseId: randomUUID() }, payload);
    const offered = [{ signed: township.sign(clerk, received), filesPending: true as const }];
    expect(kindsOf(await township.offer(clerk, offered))).toEqual(['deferred']);
    expect(await settleKept(office.platform, later())).toBe(0);
    expect(await history()).toEqual([]);

    const withdraw = (daysAgo: number) =>
      office.platform.db
        .updateTable('devices')
        .set({ revoked_at: new Date(Date.now() - daysAgo * 86_400_000) })
        .where('device_id', '=', township.enrolment.deviceId)
        .execute();
    await withdraw(6);
    expect(await settleKept(office.platform, later())).toBe(0);
    await withdraw(7.1);
    // A backup of it that is restored afterwards has a week as well to bring the file.
    expect(await settleKept(office.platform, later())).toBe(0);
    const cameDaysAgo = new Date(Date.now() - 7.1 * 86_400_000);
    await office.platform.db.updateTable('device_log').set({ received_at: cameDaysAgo }).execute();
    expect(await settleKept(office.platform, later())).toBe(1);
    const other = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0002');
    const { events } = await other.pull(await other.signIn('clerk.xianglan'), stream);
    expect(events.map(({ signed }) => signed.body.event.id)).toEqual([received.id]);
    expect(await alarms()).toEqual([{ kind: 'filesLost' }]);
  });
});
