import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { protocolVersion } from '@shared/protocol/version';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { Health } from '@shared/protocol/health';
import { EnrolAnswer } from '@shared/protocol/enrol';

const project = resolve(import.meta.dirname, '..');
/** Inside the project, so that its packages are found. */
const built = join(project, 'node_modules', '.cache', `platform-test-${process.pid}`);
let folder: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longjiang-main-'));
  await mkdir(join(folder, 'catalogue'));
  await writeFile(join(folder, 'catalogue', 'sample.json'), JSON.stringify(sampleItem));
  await writeFile(join(folder, 'catalogue', 'broken.json'), '{"code": 1}');
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@shared': join(project, 'shared') } },
    build: {
      ssr: join(project, 'platform', 'main.ts'),
      outDir: built,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'main.mjs', format: 'es' } },
    },
  });
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(built, { recursive: true, force: true });
});

function start() {
  const child = spawn(process.execPath, [join(built, 'main.mjs')], {
    env: {
      PATH: process.env['PATH'],
      LONGJIANG_PLATFORM_PORT: '0',
      LONGJIANG_PLATFORM_DATA: join(folder, 'data'),
      LONGJIANG_PLATFORM_DEMO: '1',
      LONGJIANG_CATALOGUE: join(folder, 'catalogue'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const lines: string[] = [];
  const log: string[] = [];
  child.stderr.on('data', (data: Buffer) => log.push(data.toString()));
  const address = new Promise<string>((resolveAddress, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      resolveAddress((JSON.parse(line) as { listening: string }).listening);
    });
    child.once('exit', () => reject(new Error(log.join(''))));
  });
  return { child, address, lines, log };
}

const enrol = async (address: string, admissionSecret: string) => {
  const answer = await fetch(`${address}/v1/enrolments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      protocolVersion,
      code: 'XLZ1-DEMO-0001',
      deviceName: '某人的窗口',
      admissionSecret,
    }),
  });
  return EnrolAnswer.parse(await answer.json());
};
const health = async (address: string) => Health.parse(await (await fetch(`${address}/v1/health`)).json());

describe('the platform as a process', () => {
  it('says one line when it listens, keeps its data over kill -9, and ends in order', async () => {
    const first = start();
    const secret = Buffer.alloc(32, 7).toString('base64');
    const address = await first.address;
    const { epoch } = await health(address);
    const device = await enrol(address, secret);

    const second = start();
    await expect(second.address).rejects.toThrow(/is using this data folder/);

    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const third = start();
    const again = await third.address;
    expect((await health(again)).epoch).toBe(epoch);
    expect(await enrol(again, secret)).toEqual(device);
    await fetch(`${again}/c/230828?k=SECRET`);
    third.child.kill('SIGTERM');
    expect(await once(third.child, 'exit')).toEqual([0, null]);
    expect(third.lines).toEqual([JSON.stringify({ listening: again })]);

    const log = [...first.log, ...third.log].join('');
    expect(log).toContain('broken.json');
    expect(log).toContain('"route":"/c/:number"');
    for (const told of ['SECRET', '某人', 'XLZ1', secret, '李晓梅']) expect(log).not.toContain(told);
  }, 90_000);
});
