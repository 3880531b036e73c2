import { randomBytes, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { protocolVersion } from '@shared/protocol/version';
import { Problem } from '@shared/protocol/problem';
import { TokenAnswer } from '@shared/protocol/signIn';
import { assertionFor, eventOf, TestDevice, type Worker } from '../testing/device';
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

const post = async (url: string, payload: object) => {
  const answer = await office.app.inject({ method: 'POST', url, payload });
  const code = answer.statusCode === 200 ? undefined : Problem.parse(answer.json()).code;
  return { status: answer.statusCode, code, body: answer.json<Record<string, unknown>>() };
};
const key = () => randomBytes(32).toString('base64');
const enrolment = (code: string, admissionSecret = key()) => ({
  protocolVersion,
  code,
  deviceName: '二号窗口',
  admissionSecret,
});
const signIn = (changes: object = {}) =>
  post('/v1/sign-ins', {
    deviceId: device.enrolment.deviceId,
    loginName: 'clerk.xianglan',
    password: 'Longjiang-2026',
    publicKey: key(),
    ...changes,
  });

describe('enrolment', () => {
  it('gives a device its office, a number of its own and the office’s stream', async () => {
    expect(device.enrolment).toMatchObject({
      deviceNumber: 1,
      divisionCode: '230828101',
      streams: ['230828101'],
    });
    const second = await post('/v1/enrolments', enrolment(' xlz1-demo-0002 '));
    expect(second.body).toMatchObject({ deviceNumber: 2 });
  });

  it('takes a code once, but answers the same device again whose first answer was lost', async () => {
    const secret = key();
    const first = await post('/v1/enrolments', enrolment('XLZ1-DEMO-0003', secret));
    expect((await post('/v1/enrolments', enrolment('XLZ1-DEMO-0003', secret))).body).toEqual(first.body);
    expect(await post('/v1/enrolments', enrolment('XLZ1-DEMO-0003'))).toMatchObject({ code: 'codeUnknown' });
    expect(await post('/v1/enrolments', enrolment('NOBODY-KNOWS'))).toMatchObject({ code: 'codeUnknown' });
  });

  it('gives a code that two devices send at once to one of them', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => post('/v1/enrolments', enrolment('XLZ1-DEMO-0004'))),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  });
});

describe('sign-in', () => {
  it('returns the account, the admission secret and one credential per key', async () => {
    const publicKey = key();
    const first = await signIn({ publicKey });
    expect(first.body).toMatchObject({
      admissionSecret: device.admissionSecret,
      account: { loginName: 'clerk.xianglan', roles: ['windowClerk'], divisionCode: '230828101' },
    });
    expect((await signIn({ publicKey })).body['credentialId']).toBe(first.body['credentialId']);
    expect((await signIn()).body['credentialId']).not.toBe(first.body['credentialId']);
  });

  it('does not tell a wrong password from an unknown account, in words or in time', async () => {
    const timed = async (changes: object) => {
      const started = performance.now();
      const { code } = await signIn(changes);
      return { code, ms: performance.now() - started };
    };
    await timed({ loginName: 'nobody.else', password: 'x' });
    const unknown = await timed({ loginName: 'nobody.here', password: 'x' });
    const wrong = await timed({ loginName: 'decider.xianglan', password: 'x' });
    expect([unknown.code, wrong.code]).toEqual(['wrongPassword', 'wrongPassword']);
    expect(unknown.ms).toBeGreaterThan(wrong.ms / 4);
  });

  it('opens an office’s device to nobody of another office, and no revoked or unknown device', async () => {
    expect(await signIn({ loginName: 'clerk.tangwang' })).toMatchObject({ code: 'forbidden' });
    expect(await signIn({ deviceId: randomUUID() })).toMatchObject({ code: 'deviceRevoked' });
  });

  it('rests after ten wrong passwords, for the right one too, and only for that account', async () => {
    for (let count = 0; count < 10; count += 1)
      expect(await signIn({ loginName: 'examiner.county', password: 'x' })).toMatchObject({ status: 401 });
    expect(await signIn({ loginName: 'Examiner.County' })).toMatchObject({ code: 'tooManyRequests' });
    expect((await signIn()).status).toBe(200);
  });
});

describe('a token', () => {
  // Others have signed in on the same device meanwhile.
  beforeAll(async () => {
    clerk = await device.signIn('clerk.xianglan');
  });
  const token = async (assertion: string) => post('/v1/tokens', { assertion });

  it('comes for an assertion of the account’s key, and opens a call', async () => {
    const answer = await token(await assertionFor(clerk, new Date()));
    const { token: given } = TokenAnswer.parse(answer.body);
    expect(given.expiresInSeconds).toBe(900);
    const pulled = await device.pull({ ...clerk, accessToken: given.accessToken }, '230828101');
    expect(pulled.events).toEqual([]);
  });

  it('is refused for a replay, a long life, an old assertion, another key, another audience and none', async () => {
    const used = await assertionFor(clerk, new Date());
    expect((await token(used)).status).toBe(200);
    const elsewhere = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0011');
    const other = await elsewhere.signIn('clerk.xianglan');
    const bad = [
      used,
      await assertionFor(clerk, new Date(), { lifeSeconds: 600 }),
      await assertionFor(clerk, new Date(Date.now() - 3_600_000)),
      await assertionFor({ ...clerk, privateKey: other.privateKey }, new Date()),
      await new SignJWT({})
        .setProtectedHeader({ alg: 'EdDSA' })
        .setIssuer(clerk.credentialId)
        .setAudience('somebody-else')
        .setIssuedAt()
        .setExpirationTime('60s')
        .setJti(randomUUID())
        .sign(clerk.privateKey),
      'not a token, only twenty letters',
      clerk.accessToken,
    ];
    for (const assertion of bad) expect(await token(assertion)).toMatchObject({ code: 'unauthorised' });
  });

  it('comes no more for a key whose place another has taken on its device; what it had signed still counts', async () => {
    const own = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0012');
    const before = await own.signIn('clerk.xianglan');
    const about = { caseId: randomUUID() };
    const signed = own.sign(before, eventOf('application.received', before.actor, about));
    const after = await own.signIn('clerk.xianglan');
    expect(await token(await assertionFor(before, new Date()))).toMatchObject({ code: 'unauthorised' });
    expect((await token(await assertionFor(after, new Date()))).status).toBe(200);
    expect(await own.push(after, signed)).toMatchObject([{ kind: 'accepted' }]);
  });

  it('forgives a clock that is four minutes wrong', async () => {
    for (const minutes of [-4, 4])
      expect((await token(await assertionFor(clerk, new Date(Date.now() + minutes * 60_000)))).status).toBe(
        200,
      );
  });

  it('opens only the stream of the account’s own office', async () => {
    const call = (stream: string, authorization?: string) =>
      office.app.inject({
        method: 'GET',
        url: `/v1/pull?stream=${stream}&after=0`,
        headers: authorization === undefined ? {} : { authorization },
      });
    const bearer = `Bearer ${clerk.accessToken}`;
    expect((await call('230828101', bearer)).statusCode).toBe(200);
    for (const stream of ['230828', '230828201'])
      expect(Problem.parse((await call(stream, bearer)).json()).code).toBe('forbidden');
    for (const header of [undefined, 'Bearer x', `Basic ${clerk.accessToken}`, bearer.slice(0, -8)])
      expect(Problem.parse((await call('230828101', header)).json()).code).toBe('unauthorised');
  });

  it('ends with the device: a revoked one may neither call nor get another', async () => {
    const stolen = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0006');
    const worker = await stolen.signIn('clerk.xianglan');
    await office.platform.db
      .updateTable('devices')
      .set({ revoked_at: new Date() })
      .where('device_id', '=', stolen.enrolment.deviceId)
      .execute();
    expect(await token(await assertionFor(worker, new Date()))).toMatchObject({ code: 'deviceRevoked' });
    const pulled = await office.app.inject({
      method: 'GET',
      url: '/v1/pull?stream=230828101&after=0',
      headers: { authorization: `Bearer ${worker.accessToken}` },
    });
    expect(Problem.parse(pulled.json()).code).toBe('deviceRevoked');
    expect(await signIn({ deviceId: stolen.enrolment.deviceId })).toMatchObject({ code: 'deviceRevoked' });
  });
});
