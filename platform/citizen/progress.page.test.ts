import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryCode } from '@shared/casework/queryCode';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
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

async function takeIn(provisionalNumber: string, applicantName: string) {
  const caseId = randomUUID();
  const sample = samplePayloads['application.received'];
  const payload = { ...sample, provisionalNumber, form: { ...sample.form, applicantName } };
  const [received] = await device.push(
    clerk,
    device.sign(clerk, eventOf('application.received', clerk.actor, { caseId }, payload)),
    device.sign(clerk, eventOf('application.accepted', clerk.actor, { caseId })),
  );
  if (received?.kind !== 'accepted') throw new Error('the case was not taken in');
  return { caseId, official: received.assigned.caseNumber ?? '', code: queryCode(provisionalNumber, caseId) };
}
const open = (number: string, code: string) =>
  office.app.inject({ method: 'GET', url: `/c/${encodeURIComponent(number)}?k=${encodeURIComponent(code)}` });

describe('the progress page', () => {
  it('opens by either number with the code of the receipt, and says where the case is and until when', async () => {
    const { official, code } = await takeIn('暂230828101-0001-20260301-0001-X', '欧阳修');
    for (const number of [official, '暂230828101-0001-20260301-0001-X']) {
      const page = await open(number, code.toLowerCase());
      expect(page.statusCode).toBe(200);
      expect(page.headers['content-type']).toContain('text/html');
      expect(page.body).toContain('正在办理：审查');
      expect(page.body).toContain('欧**');
      // Ten working days from Monday 2 March 2026; no calendar was given, so the date is provisional.
      expect(page.body).toContain('2026-03-16（节假日安排公布后可能调整）');
    }
  });

  it('shows nothing of the person but a masked name', async () => {
    const { official, code } = await takeIn('暂A-2', '欧阳修');
    const { body } = await open(official, code);
    for (const secret of ['欧阳', '23082819000101001X', '0101', '13800001234', '某村', clerk.account.name])
      expect(body).not.toContain(secret);
  });

  it('escapes whatever a form or number holds', async () => {
    const { official, code } = await takeIn('<b>&"\'', '<script>alert(1)</script>');
    const { body, headers } = await open(official, code);
    expect(body).not.toMatch(/<script|<b>/);
    expect(body).toContain('&lt;b&gt;&amp;&quot;&#39;');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('answers a wrong code and a wrong number alike, and a number that cannot be', async () => {
    const { official, code } = await takeIn('暂A-4', '王五');
    const wrongCode = await open(official, '000000');
    const wrongNumber = await open('230828101202603019999990', code);
    expect([wrongCode.statusCode, wrongNumber.statusCode]).toEqual([404, 404]);
    expect(wrongCode.body).toBe(wrongNumber.body);
    expect((await open(official, '')).statusCode).toBe(404);
    expect((await open('a\u0000b', code)).statusCode).toBe(400);
  });

  it('lets nobody try codes for long', async () => {
    const { official, code } = await takeIn('暂A-5', '王五');
    let last = 404;
    for (let count = 0; count < 60 && last === 404; count += 1)
      last = (await open(official, String(count).padStart(6, '0'))).statusCode;
    expect(last).toBe(429);
    expect((await open(official, code)).statusCode).toBe(429);
  });
});
