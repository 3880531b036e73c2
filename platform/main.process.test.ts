import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { protocolVersion } from '@shared/protocol/version';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { Health } from '@shared/protocol/health';
import { EnrolAnswer } from '@shared/protocol/enrol';
import { buildProgram, killed, type Program } from './testing/platformProcesses';

let program: Program;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longjiang-main-'));
  await mkdir(join(folder, 'catalogue'));
  await writeFile(join(folder, 'catalogue', 'sample.json'), JSON.stringify(sampleItem));
  await writeFile(join(folder, 'catalogue', 'broken.json'), '{"code": 1}');
  program = await buildProgram();
});
afterAll(async () => {
  await program.end();
  await rm(folder, { recursive: true, force: true });
});

const start = () =>
  program.start({
    LONGJIANG_PLATFORM_DATA: join(folder, 'data'),
    LONGJIANG_PLATFORM_DEMO: '1',
    LONGJIANG_CATALOGUE: join(folder, 'catalogue'),
  });

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

    await killed(first.child);
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
