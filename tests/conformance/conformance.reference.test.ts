import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FormData } from '@shared/casework/event';
import { PullAnswer } from '@shared/protocol/pull';
import { PushAnswer } from '@shared/protocol/push';
import { buildPlatform } from '../../platform/openPlatform';
import type { Server } from '../../platform/routes/server';
import { accessChecks } from './checks/access';
import { syncChecks } from './checks/sync';
import { runSuite, type Subject } from './suite';

let folder: string;
let app: Server;
let address: string;
let codes = 0;
const code = (prefix: string) => `${prefix}-DEMO-${String((codes += 1)).padStart(4, '0')}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longjiang-conformance-'));
  ({ app } = await buildPlatform({
    dataFolder: folder,
    database: { kind: 'memory' },
    catalogueFolder: 'resources/catalogue',
    demo: true,
  }));
  address = await app.listen({ port: 0, host: '127.0.0.1' });
}, 120_000);
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const subjectAt = (url: string): Subject => ({
  url,
  codes: [code('XLZ1'), code('XLZ1'), code('XLZ1')],
  loginName: 'clerk.xianglan',
  otherCode: code('TWX1'),
  otherLoginName: 'clerk.tangwang',
  password: 'Longjiang-2026',
  itemCode: 'ELD-001',
  form: FormData.parse(JSON.parse(readFileSync('tests/fixtures/forms/ELD-001.json', 'utf8'))),
  changes: [{ applicantMobile: '13900001111' }, { applicantAddress: '香兰镇庆丰村2组8号' }],
});

/** The reference platform with answers that somebody has got wrong. */
async function wrongly(
  change: (path: string, body: unknown) => unknown,
): Promise<{ url: string; server: HttpServer }> {
  const server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const { authorization, 'content-type': type } = request.headers;
      const headers = {
        ...(authorization ? { authorization } : {}),
        ...(type ? { 'content-type': type } : {}),
      };
      const { method = 'GET', url = '/' } = request;
      const body = method === 'GET' ? {} : { body: Buffer.concat(pieces) };
      const answer = await fetch(address + url, { method, headers, ...body });
      const said: unknown = await answer.json();
      const changed = answer.ok ? change(url, said) : said;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(changed));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function failedBehind(change: (path: string, body: unknown) => unknown): Promise<string[]> {
  const { url, server } = await wrongly(change);
  const verdicts = await runSuite(subjectAt(url), syncChecks);
  server.close();
  return verdicts.filter(({ fault }) => fault !== undefined).map(({ name }) => name);
}

describe('the conformance suite', { timeout: 240_000 }, () => {
  it('passes on the reference platform', async () => {
    const verdicts = await runSuite(subjectAt(address), [...accessChecks, ...syncChecks]);
    expect(verdicts.filter(({ fault }) => fault !== undefined)).toEqual([]);
    expect(verdicts.length).toBe(accessChecks.length + syncChecks.length);
  });

  it('finds a platform whose stream passes over an event', async () => {
    const failed = await failedBehind((path, body) => {
      if (!path.startsWith('/v1/pull')) return body;
      const answer = PullAnswer.parse(body);
      return {
        ...answer,
        events: answer.events.filter((_, n) => n !== answer.events.length - 1 || answer.more),
      };
    });
    expect(failed).toContain(
      'a stream brings every accepted event once, in rising positions, as it was signed',
    );
  });

  it('finds a platform that takes an event twice, and one that lets the last writer win', async () => {
    const failed = await failedBehind((path, body) => {
      if (!path.startsWith('/v1/push')) return body;
      const answer = PushAnswer.parse(body);
      const results = answer.results.map((result) => {
        if (result.kind === 'duplicate') return { ...result, kind: 'accepted' };
        if (result.kind !== 'refused' || result.refusal.kind !== 'conflict') return result;
        const { eventId, hash } = result;
        const receipt = `${'A'.repeat(43)}=`;
        return {
          kind: 'accepted',
          eventId,
          hash,
          version: 9,
          acceptedAt: new Date().toISOString(),
          assigned: {},
          receipt,
        };
      });
      return { ...answer, results };
    });
    expect(failed.some((name) => name.startsWith('the same event again is a duplicate'))).toBe(true);
    expect(failed.some((name) => name.startsWith('two changes of one field, made apart, collide'))).toBe(
      true,
    );
    expect(failed).toContain('two steps of the workflow, made apart, collide');
  });
});
