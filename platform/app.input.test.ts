import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { protocolVersion } from '@shared/protocol/version';
import { calls } from '@shared/protocol/calls';
import { Health } from '@shared/protocol/health';
import { Problem } from '@shared/protocol/problem';
import { eventOf, TestDevice, type Worker } from './testing/device';
import { openTestPlatform, type TestPlatform } from './testing/testPlatform';

let office: TestPlatform;
let device: TestDevice;
let clerk: Worker;

beforeAll(async () => {
  office = await openTestPlatform();
  device = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0001');
  clerk = await device.signIn('clerk.xianglan');
});
afterAll(() => office.close());

const inject = (method: 'GET' | 'POST', url: string, payload?: string, type = 'application/json') =>
  office.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${clerk.accessToken}`, 'content-type': type },
    ...(payload === undefined ? {} : { payload }),
  });

async function stored() {
  const tables = ['cases', 'events', 'stream_entries', 'devices', 'credentials', 'material_refs'] as const;
  return Promise.all(
    tables.map(async (table) => (await office.platform.db.selectFrom(table).selectAll().execute()).length),
  );
}

describe('whatever is sent', () => {
  it('answers with a problem, stores nothing and stays up', async () => {
    const signed = JSON.stringify({
      protocolVersion,
      events: [
        device.sign(clerk, eventOf('application.received', clerk.actor, { caseId: crypto.randomUUID() })),
      ],
    });
    const before = await stored();
    const damaged = fc
      .tuple(fc.nat(signed.length - 1), fc.string({ maxLength: 4 }), fc.nat(6))
      .map(([at, text, cut]) => signed.slice(0, at) + text + signed.slice(at + cut))
      .filter((text) => text !== signed);
    const body = fc.oneof(damaged, fc.json(), fc.string(), fc.string({ unit: 'binary' }));
    const path = fc.constantFrom(...Object.values(calls).filter((call) => call.method === 'POST'));
    await fc.assert(
      fc.asyncProperty(path, body, async (call, text) => {
        const answer = await inject('POST', call.path, text);
        if (answer.statusCode === 200) {
          const results = answer.json<{ results?: { kind: string }[] }>().results ?? [];
          expect(results.every((result) => result.kind === 'refused')).toBe(true);
          return;
        }
        const problem = Problem.parse(answer.json());
        expect(answer.statusCode).toBeGreaterThanOrEqual(400);
        expect(problem.code).not.toBe('internal');
      }),
      { numRuns: 200 },
    );
    expect(await stored()).toEqual(before);
    expect(Health.parse((await inject('GET', '/v1/health')).json()).epoch).toBe(office.platform.epoch.id);
  });

  it('is not repeated in the answer', async () => {
    const answers = await Promise.all([
      inject('POST', '/v1/push', '{"protocolVersion":1,"23082819000101001X":"某人","events":[]}'),
      inject('POST', '/v1/sign-ins', '{"loginName":"某人","password":"hunter2"}'),
      inject('GET', '/v1/pull?stream=23082819000101001X&after=0'),
      inject('GET', '/23082819000101001X?a=某人'),
    ]);
    for (const answer of answers) {
      expect(Problem.parse(answer.json())).toBeDefined();
      expect(answer.body).not.toMatch(/23082819000101001X|某人|hunter2/);
    }
  });

  it('is a problem when too large, of another kind, or not there', async () => {
    const codes = await Promise.all(
      [
        inject('POST', '/v1/enrolments', JSON.stringify({ code: 'x'.repeat(70_000) })),
        inject('POST', '/v1/enrolments', '<xml/>', 'application/xml'),
        inject('GET', '/v1/nothing'),
        inject('GET', '/%'),
        inject('POST', '/v1/enrolments', '{"__proto__":{}}'),
      ].map(async (answer) => Problem.parse((await answer).json()).code),
    );
    expect(codes).toEqual(['tooLarge', 'badRequest', 'notFound', 'badRequest', 'badRequest']);
  });

  it('takes U+0000 in a name for a bad request', async () => {
    const body = { protocolVersion, code: 'XLZ1-DEMO-0009', deviceName: 'a\u0000b' };
    const payload = JSON.stringify({ ...body, admissionSecret: device.admissionSecret });
    expect(Problem.parse((await inject('POST', '/v1/enrolments', payload)).json()).code).toBe('badRequest');
  });

  it('may even not be HTTP', async () => {
    const { port } = new URL(await office.app.listen({ port: 0, host: '127.0.0.1' }));
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('\u0001\u0002 hello\r\n\r\n'));
      socket.once('data', (data) => resolve(data.toString()));
      socket.once('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(Problem.parse(JSON.parse(answer.slice(answer.indexOf('{')))).code).toBe('badRequest');
  });
});

describe('the description of the calls', () => {
  it('names every call, and has a page', async () => {
    const description = (await inject('GET', '/docs/json')).json<{ paths: Record<string, object> }>();
    for (const { path } of Object.values(calls)) expect(Object.keys(description.paths)).toContain(path);
    expect((await inject('GET', '/docs/')).body).toContain('swagger-ui');
  });

  it('serves the catalogue as the protocol says', async () => {
    const answer = await inject('GET', '/v1/catalogue');
    expect(calls.catalogue.answer.parse(answer.json()).items.map((item) => item.code)).toEqual(['TST-001']);
  });
});
