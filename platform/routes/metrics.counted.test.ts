import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { buildPlatform } from '../openPlatform';
import type { Server } from './server';
import { eventOf, TestDevice } from '../testing/device';

const token = 'a-monitor-of-the-county';
let folder: string;
let app: Server;

const build = async (name: string, metricsToken?: string) => {
  const { app: built } = await buildPlatform({
    dataFolder: join(folder, name),
    database: { kind: 'memory' },
    catalogueFolder: join(folder, 'catalogue'),
    demo: true,
    metricsToken,
  });
  await built.ready();
  return built;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longjiang-metrics-'));
  await mkdir(join(folder, 'catalogue'));
  await writeFile(join(folder, 'catalogue', `${sampleItem.code}.json`), JSON.stringify(sampleItem));
  app = await build('with', token);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const read = (authorization?: string, from = app) =>
  from.inject({ method: 'GET', url: '/metrics', headers: authorization ? { authorization } : {} });

describe('the counters of a platform', () => {
  it('say what became of offered events and how long routes took, and nothing of a case', async () => {
    const device = await TestDevice.enrol(app, 'XLZ1-DEMO-0001');
    const clerk = await device.signIn('clerk.xianglan');
    const caseId = randomUUID();
    const received = device.sign(clerk, eventOf('application.received', clerk.actor, { caseId }));
    const unknown = eventOf('application.accepted', clerk.actor, { caseId: randomUUID(), baseVersion: 1 });
    await device.push(clerk, received, device.sign(clerk, unknown));
    await device.push(clerk, received);
    const { statusCode, body } = await read(`Bearer ${token}`);
    expect(statusCode).toBe(200);
    const events = body.split('\n').filter((line) => line.startsWith('longjiang_events_total{'));
    expect(events).toContain('longjiang_events_total{result="accepted",refusal=""} 1');
    expect(events).toContain('longjiang_events_total{result="duplicate",refusal=""} 1');
    expect(events).toHaveLength(3);
    expect(body).toMatch(
      /longjiang_request_seconds_count\{method="POST",route="\/v1\/push",status="200"\} 2/,
    );
    expect(body).not.toContain(caseId);
    expect(body).not.toContain('clerk');
  });

  it('are shown to nobody without the token, and have no page where none is set', async () => {
    expect((await read()).statusCode).toBe(401);
    expect((await read(`Bearer ${token}x`)).statusCode).toBe(401);
    const without = await build('without');
    const answers = [await read(undefined, without), await read('Bearer undefined', without)];
    await without.close();
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
  });
});
