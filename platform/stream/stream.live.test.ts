import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { StreamMessage } from '@shared/protocol/stream';
import { publishCalendar } from '../catalogue/published';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import type { Server } from '../routes/server';

let platform: TestPlatform;
let device: TestDevice;
let clerk: Worker;
const open: IncomingMessage[] = [];

let devices = 0;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());
beforeEach(async () => {
  devices += 1;
  device = await TestDevice.enrol(platform.app, `XLZ1-DEMO-000${String(devices)}`);
  clerk = await device.signIn('clerk.xianglan');
});
afterEach(() => {
  for (const one of open.splice(0)) one.destroy();
});

const portOf = async (app: Server) => {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
};

/** Listens as a device does, over a real connection. */
async function listen(app = platform.app, worker = clerk) {
  const port = await portOf(app);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { authorization: `Bearer ${worker.accessToken}` };
    request({ port, host: '127.0.0.1', path: '/v1/stream', headers }, resolve).on('error', reject).end();
  });
  open.push(response);
  const heard: StreamMessage[] = [];
  const line = { heard, ended: false, status: response.statusCode, headers: response.headers };
  response.setEncoding('utf8');
  response.on('data', (text: string) => {
    for (const [, data] of text.matchAll(/^data: (.*)$/gm))
      heard.push(StreamMessage.parse(JSON.parse(data ?? '')));
  });
  response.on('error', () => undefined);
  response.on('close', () => {
    line.ended = true;
  });
  return line;
}
const soon = (what: () => void) => vi.waitFor(what, { timeout: 10_000, interval: 20 });
const receive = async () => {
  const event = eventOf('application.received', clerk.actor, { caseId: randomUUID() });
  const [result] = await device.push(clerk, device.sign(clerk, event));
  expect(result?.kind).toBe('accepted');
};

describe('the live stream', () => {
  it('greets, says how far the stream goes, and tells of every event that is taken in', async () => {
    const line = await listen();
    expect(line.headers['content-type']).toMatch(/^text\/event-stream/);
    await soon(() => expect(line.heard.map(({ kind }) => kind)).toContain('position'));
    expect(line.heard[0]).toMatchObject({ kind: 'hello' });
    await receive();
    await soon(() =>
      expect(line.heard).toContainEqual(expect.objectContaining({ kind: 'position', position: 1 })),
    );
  });

  it('wants a signed-in device', async () => {
    const answer = await platform.app.inject({ method: 'GET', url: '/v1/stream' });
    expect(answer.statusCode).toBe(401);
  });

  it('tells of a lent post, of days off that are handed out, and of an account that was withdrawn on this device', async () => {
    const examiner = await device.signIn('examiner.xianglan');
    const line = await listen(platform.app, examiner);
    await soon(() => expect(line.heard).toContainEqual({ kind: 'calendars', version: '' }));
    await platform.app.inject({
      method: 'POST',
      url: '/v1/delegations',
      headers: { authorization: `Bearer ${clerk.accessToken}` },
      payload: {
        toAccountId: examiner.account.accountId,
        roles: ['windowClerk'],
        validFrom: new Date().toISOString().slice(0, 10),
        validTo: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
      },
    });
    await soon(() => expect(line.heard).toContainEqual({ kind: 'account' }));

    const calendar = { year: 2031, source: '通知', holidays: [], makeUpDays: [] };
    const signed = { calendar, signedAt: new Date().toISOString(), signature: 'AAAA' };
    await publishCalendar(platform.platform.db, signed, new Date());
    const isHandedOut = (one: StreamMessage) => one.kind === 'calendars' && one.version !== '';
    await soon(() => expect(line.heard.some(isHandedOut)).toBe(true));
    const handedOut = await platform.app.inject({
      method: 'GET',
      url: '/v1/calendars',
      headers: { authorization: `Bearer ${examiner.accessToken}` },
    });
    expect(handedOut.json()).toMatchObject({ calendars: [signed] });

    const before = line.heard.filter(({ kind }) => kind === 'revocations').length;
    await platform.platform.db
      .updateTable('accounts')
      .set({ disabled_at: new Date() })
      .where('account_id', '=', clerk.account.accountId)
      .execute();
    await soon(() =>
      expect(line.heard.filter(({ kind }) => kind === 'revocations').length).toBeGreaterThan(before),
    );
    const revoked = await platform.app.inject({
      method: 'GET',
      url: '/v1/revocations',
      headers: { authorization: `Bearer ${examiner.accessToken}` },
    });
    expect(revoked.json()).toMatchObject({ accounts: [{ loginName: 'clerk.xianglan' }] });
    expect(line.ended).toBe(false);
    await platform.platform.db.updateTable('accounts').set({ disabled_at: null }).execute();
  });

  it('ends for a device that is withdrawn', async () => {
    const line = await listen();
    await soon(() => expect(line.heard.length).toBeGreaterThan(1));
    await platform.platform.db
      .updateTable('devices')
      .set({ revoked_at: new Date() })
      .where('device_id', '=', device.enrolment.deviceId)
      .execute();
    await soon(() => expect(line.ended).toBe(true));
  });

  it('is there for a device twice at most: the oldest line ends', async () => {
    const [first, second, third] = [await listen(), await listen(), await listen()];
    await soon(() => expect(first.ended).toBe(true));
    expect([second.ended, third.ended]).toEqual([false, false]);
  });

  it('wakes devices of another process on the same database', async () => {
    const { db } = platform.platform;
    // Another process, as far as a test can have one: nothing of it is shared but the database.
    const { openHub } = await import('./hub');
    const heard: StreamMessage[] = [];
    const other = openHub({ db, epoch: platform.platform.epoch, catalogue: platform.platform.catalogue });
    other.listen({
      accountId: clerk.account.accountId,
      deviceId: device.enrolment.deviceId,
      credentialId: clerk.credentialId,
      stream: '230828101',
      send: (message) => heard.push(message),
      end: () => undefined,
    });
    await soon(() => expect(heard).toContainEqual(expect.objectContaining({ kind: 'position' })));
    const positions = () => heard.filter(({ kind }) => kind === 'position').length;
    const before = positions();
    await receive();
    await soon(() => expect(positions()).toBe(before + 1));
    other.close();
  });

  it('says that it closes when the platform stops, and does not hold it up', async () => {
    const line = await listen();
    await soon(() => expect(line.heard.length).toBeGreaterThan(0));
    const began = Date.now();
    await platform.app.close();
    expect(Date.now() - began).toBeLessThan(5000);
    await soon(() => expect(line.ended).toBe(true));
    expect(line.heard.at(-1)).toEqual({ kind: 'closing' });
  });
});
