import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';

let office: TestPlatform;
let [first, second]: { device: TestDevice; clerk: Worker }[] = [];

beforeAll(async () => {
  office = await openTestPlatform({ requestsPerMinute: 3 });
  const atWork = async (code: string) => {
    const device = await TestDevice.enrol(office.app, code);
    return { device, clerk: await device.signIn('clerk.xianglan') };
  };
  [first, second] = [await atWork('XLZ1-DEMO-0001'), await atWork('XLZ1-DEMO-0002')];
});
afterAll(() => office.close());

const pull = (accessToken: string | undefined) =>
  office.app.inject({
    method: 'GET',
    url: '/v1/pull?stream=230828101&after=0',
    headers: accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` },
  });

describe('requests of one device', () => {
  it('are asked to wait when they turn in a circle, by a problem and a time; other devices and other calls go on', async () => {
    const { device, clerk } = first ?? expect.fail();
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await pull(clerk.accessToken)).statusCode);
    expect(statuses).toEqual([200, 200, 200]);
    const refused = await pull(clerk.accessToken);
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ code: 'tooManyRequests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);

    const event = eventOf('application.received', clerk.actor, { caseId: randomUUID() });
    expect(await device.push(clerk, device.sign(clerk, event))).toMatchObject([{ kind: 'accepted' }]);
    expect((await pull(second?.clerk.accessToken)).statusCode).toBe(200);
  });

  it('count by the device, whatever token and whoever is at work on it', async () => {
    const { device } = first ?? expect.fail();
    const examiner = await device.signIn('examiner.xianglan');
    expect((await pull(examiner.accessToken)).statusCode).toBe(429);
  });

  it('say first who they come from: nobody uses up a device’s share without its token', async () => {
    for (let count = 0; count < 3; count += 1) expect((await pull('forged')).statusCode).toBe(401);
    expect((await pull('forged')).statusCode).toBe(429);
    expect((await pull(second?.clerk.accessToken)).statusCode).toBe(200);
  });
});
