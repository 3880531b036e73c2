import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PasswordState } from '@shared/protocol/password';
import { Problem } from '@shared/protocol/problem';
import { SignInAnswer } from '@shared/protocol/signIn';
import { TestDevice, type Worker } from '../testing/device';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';

const first = 'Longjiang-2026';
const second = 'Sanjiang-Spring-2027';
const day = 86_400_000;

let office: TestPlatform;
let device: TestDevice;
let clerk: Worker;
let ahead = 0;

beforeAll(async () => {
  office = await openTestPlatform({ now: () => new Date(Date.now() + ahead), passwordDays: 90 });
  device = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0001');
  clerk = await device.signIn('clerk.xianglan');
});
afterAll(() => office.close());

const change = async (current: string, next: string, accessToken = clerk.accessToken) => {
  const answer = await office.app.inject({
    method: 'POST',
    url: '/v1/passwords',
    headers: { authorization: `Bearer ${accessToken}` },
    payload: { current, next },
  });
  return answer.statusCode === 200 ? PasswordState.parse(answer.json()) : Problem.parse(answer.json()).code;
};
const signIn = async (password: string) => {
  const { deviceId } = device.enrolment;
  const publicKey = Buffer.alloc(32, 7).toString('base64');
  const payload = { deviceId, loginName: 'clerk.xianglan', password, publicKey };
  const answer = await office.app.inject({ method: 'POST', url: '/v1/sign-ins', payload });
  return answer.statusCode === 200
    ? SignInAnswer.parse(answer.json()).password
    : Problem.parse(answer.json()).code;
};

describe('a password', () => {
  it('is changed by its owner alone, who proves the present one; a weak one is not taken', async () => {
    expect(await change('not-the-password', second)).toBe('wrongPassword');
    expect(await change(first, 'weak')).toBe('badRequest');
    expect(await change(first, second, 'nobody')).toBe('unauthorised');
    expect(await change(first, second)).toMatchObject({ mustChange: false });
    expect(await signIn(first)).toBe('wrongPassword');
    expect(await signIn(second)).toMatchObject({ mustChange: false });
  });

  it('expires after the days that the platform sets, and still lets its owner in to choose another', async () => {
    const state = await signIn(second);
    if (typeof state === 'string') throw new Error(state);
    const days = (Date.parse(state.expiresAt ?? '') - Date.now()) / day;
    expect(Math.round(days)).toBe(90);
    ahead = 91 * day;
    expect(await signIn(second)).toMatchObject({ mustChange: true });
    clerk = await device.signIn('clerk.xianglan', second);
    expect(await change(second, 'Wanda-Mountain-2028')).toMatchObject({ mustChange: false });
    expect(await signIn('Wanda-Mountain-2028')).toMatchObject({ mustChange: false });
  });

  it('is not guessed at through an open session', async () => {
    for (let n = 0; n < 5; n += 1) expect(await change('not-the-password', second)).toBe('wrongPassword');
    expect(await change('Wanda-Mountain-2028', second)).toBe('tooManyRequests');
  });
});
