import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pageChannels } from '@shared/bridge/pageChannels';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { CaseExport } from '@shared/exchange/caseExport';
import { exportCase } from '@shared/exchange/exportCase';
import { exchangeInput } from '@shared/exchange/testing/exchangeInput';
import { applicantId, fullHistory } from '@shared/exchange/testing/fullHistory';
import { exportFolderName } from './exportFiles';
import { saveExport } from './saveExport';

const exported = exportCase(exchangeInput(sampleItem, fullHistory()));
const folderName = '23082810120260301000001X-2026-06-02-101530';
let place = '';
const choose = async () => Promise.resolve(place);

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'exchange-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

it('writes one JSON file that reads back, in a folder named by case number and time', async () => {
  const saved = await saveExport(exported, 'json', choose);
  expect(saved).toEqual({ kind: 'saved', folder: join(place, folderName), files: 1 });
  expect(await readdir(place)).toEqual([folderName]);
  const text = await readFile(join(place, folderName, 'case.json'), 'utf8');
  expect(CaseExport.parse(JSON.parse(text))).toEqual(exported);
});

it('writes a CSV file for each table that has rows, a list of fields, and the manifest', async () => {
  await saveExport(exported, 'csv', choose);
  const filled = exported.tables.filter(({ rows }) => rows.length > 0).map(({ key }) => `${key}.csv`);
  const names = await readdir(join(place, folderName));
  expect(names.sort()).toEqual([...filled, 'fields.csv', 'manifest.json'].sort());
  const bytes = await readFile(join(place, folderName, 'up_pro_accept.csv'));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString('utf8')).not.toContain(applicantId);
});

it('writes nothing where no folder is chosen', async () => {
  expect(await saveExport(exported, 'csv', () => Promise.resolve(undefined))).toEqual({ kind: 'cancelled' });
  expect(await readdir(place)).toEqual([]);
});

it('says why it could not write', async () => {
  const file = join(place, 'file');
  await writeFile(file, '');
  expect(await saveExport(exported, 'json', () => Promise.resolve(file))).toEqual({
    kind: 'failed',
    reason: 'ENOTDIR',
  });
});

it.each(['../../etc/x', 'a/b', 'C:\\x', '..', 'a\u0000b'])('names no folder elsewhere: %j', (number) => {
  const name = exportFolderName({ ...exported.manifest, number });
  expect(name).not.toMatch(/[\\/:\p{Cc}]|^\./u);
});

it.each([
  ['a table that names a path', { tables: [{ ...exported.tables[0], key: '../x' }] }],
  ['full data without a reason', { manifest: { ...exported.manifest, disclosure: { kind: 'full' } } }],
  ['more than the contract has', { extra: true }],
])('is not asked by the page for %s', (_, change) => {
  const { input } = pageChannels['exchange.save'];
  expect(input.safeParse({ exported, format: 'json' }).success).toBe(true);
  expect(input.safeParse({ exported: { ...exported, ...change }, format: 'json' }).success).toBe(false);
});
