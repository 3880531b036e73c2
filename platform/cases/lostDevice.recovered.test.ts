import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseEvent } from '@shared/casework/event';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';
import { runDevice } from '../tools/device';

let office: TestPlatform;
let lost: TestDevice;
let onLost: Worker;
let other: TestDevice;
let onOther: Worker;

beforeAll(async () => {
  office = await openTestPlatform();
  lost = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0001');
  onLost = await lost.signIn('clerk.xianglan');
  other = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0002');
  onOther = await other.signIn('clerk.xianglan');
});
afterAll(() => office.close());

const received = (recordedAt: Date): CaseEvent => ({
  ...eventOf('application.received', onLost.actor, { caseId: randomUUID(), originDivision: '230828101' }),
  recordedAt: recordedAt.toISOString(),
});
const said: string[] = [];
const operate = (...args: string[]) => runDevice(office.platform.db, args, (line) => said.push(line));
const named = '230828101-0001';

describe('a device that was lost and withdrawn', () => {
  it('brings nothing itself any more, and another brings what was done on it before', async () => {
    const before = lost.sign(onLost, received(new Date(Date.now() - 60_000)));
    expect(await operate('revoke', named)).toBe(0);
    await expect(lost.push(onLost, before)).rejects.toThrow();
    expect(await other.push(onOther, before)).toMatchObject([{ kind: 'accepted' }]);
    const after = lost.sign(onLost, received(new Date(Date.now() + 1000)));
    expect(await other.push(onOther, after)).toMatchObject([
      { kind: 'refused', refusal: { kind: 'notAuthorised' } },
    ]);
  });

  it('is listed as withdrawn, and may be let in again', async () => {
    await operate('list');
    expect(said.some((line) => line.startsWith(named) && line.includes('revoked'))).toBe(true);
    expect(await operate('restore', named)).toBe(0);
    expect((await lost.signIn('clerk.xianglan')).accessToken).not.toBe('');
    await expect(operate('revoke', '230828101-9999')).rejects.toThrow('没有这台电脑');
    await expect(operate('revoke', 'x')).rejects.toThrow('npm run device');
  });
});
