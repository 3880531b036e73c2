import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormData } from '@shared/casework/event';
import { buildPlatform } from '../../../platform/openPlatform';
import { groups, type GroupName } from '../groups';
import { runSuite, type Subject, type Verdict } from '../suite';
import { faulty, type Fault } from './faultyPlatform';

/** The reference platform with its demonstration office, and what a run of the suite needs of it. */
export async function openReference() {
  const folder = await mkdtemp(join(tmpdir(), 'longjiang-conformance-'));
  const { app } = await buildPlatform({
    dataFolder: folder,
    database: { kind: 'memory' },
    catalogueFolder: 'resources/catalogue',
    demo: true,
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  let codes = 0;
  const code = (prefix: string) => `${prefix}-DEMO-${String((codes += 1)).padStart(4, '0')}`;

  const subjectAt = (url: string): Subject => ({
    url,
    codes: [code('XLZ1'), code('XLZ1'), code('XLZ1')],
    loginName: 'clerk.xianglan',
    otherCodes: [code('TWX1'), code('TWX1')],
    otherLoginName: 'clerk.tangwang',
    otherExaminerLoginName: 'examiner.tangwang',
    password: 'Longjiang-2026',
    itemCode: 'ELD-001',
    form: FormData.parse(JSON.parse(readFileSync('tests/fixtures/forms/ELD-001.json', 'utf8'))),
    changes: [{ applicantMobile: '13900001111' }, { applicantAddress: '香兰镇庆丰村2组8号' }],
  });
  return {
    address,
    run: (...names: GroupName[]): Promise<Verdict[]> =>
      runSuite(
        subjectAt(address),
        names.flatMap((name) => groups[name]),
      ),
    /** The rules of a group, or those of them that are named, that a platform with this fault breaks, each with what came instead. */
    async broken(name: GroupName, fault: Fault, of = /./): Promise<string[]> {
      const { url, close } = await faulty(address, fault);
      const checks = groups[name].filter((check) => of.test(check.name));
      const verdicts = await runSuite(subjectAt(url), checks).finally(close);
      return verdicts.flatMap(({ name: rule, fault: instead }) =>
        instead === undefined ? [] : [`${rule}: ${instead}`],
      );
    },
    async close() {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type Reference = Awaited<ReturnType<typeof openReference>>;
