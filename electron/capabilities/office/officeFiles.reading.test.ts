import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { readCalendarFiles } from './calendarFiles';
import { readCatalogueFiles } from './catalogueFiles';
import { findOfficeFile } from './officeFile';
import { readSettings, saveSettings } from './settingsFile';

let folder: string;
let reports: string[];
const report = (message: string) => reports.push(message);
const office = {
  platformUrl: 'http://127.0.0.1:8610',
  officeName: '香兰镇人民政府',
  divisionCode: '230828101',
  windowName: '1号窗口',
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'office-'));
  reports = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const put = (name: string, content: unknown) =>
  writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

describe('the office file', () => {
  it('is the first that exists, with its defaults', async () => {
    await put('second.json', office);
    const paths = [join(folder, 'first.json'), join(folder, 'second.json')];
    expect(await findOfficeFile(paths, report)).toEqual({
      ...office,
      printOutput: { kind: 'printer' },
      alarms: { dueSoonDays: 2, transferDays: 2 },
      idleLockMinutes: 10,
      offlineDays: 30,
      calendarKeys: [],
    });
  });

  it('is left out when broken, and the field is named', async () => {
    await put('office.json', { ...office, divisionCode: '23' });
    expect(await findOfficeFile([join(folder, 'office.json')], report)).toBeUndefined();
    expect(reports.join()).toContain('divisionCode');
    await put('office.json', '{');
    expect(await findOfficeFile([join(folder, 'office.json')], report)).toBeUndefined();
    expect(reports).toHaveLength(2);
  });
});

it('keeps the last good version of an item in force when its file breaks, and names the field', async () => {
  const catalogue = join(folder, 'catalogue');
  const lastGood = join(folder, 'last-good');
  await mkdir(catalogue);
  const write = (item: object) => writeFile(join(catalogue, 'item.json'), JSON.stringify(item));
  await write(sampleItem);
  const good = await readCatalogueFiles(catalogue, lastGood);
  expect(good.problems).toEqual([]);
  await write({ ...sampleItem, stages: [] });
  const broken = await readCatalogueFiles(catalogue, lastGood);
  expect(broken.items).toEqual(good.items);
  expect(broken.problems[0]).toMatchObject({ file: 'item.json', path: 'stages' });
});

it('leaves a broken calendar year out and names its file', async () => {
  const year = { year: 2026, source: '国办发明电', holidays: [], makeUpDays: [] };
  await put('2026.json', year);
  await put('2027.json', { ...year, year: 'next' });
  expect(await readCalendarFiles(folder, report)).toEqual([year]);
  expect(reports.join()).toContain('2027.json');
});

it('keeps settings, and starts with those of a new installation when they are lost or broken', async () => {
  const path = join(folder, 'settings.json');
  const fresh = { locale: 'zh-CN', largeType: false, network: 'auto' };
  expect(await readSettings(path)).toEqual(fresh);
  const chosen = { locale: 'en', largeType: true, network: 'metered' } as const;
  await saveSettings(path, chosen);
  expect(await readSettings(path)).toEqual(chosen);
  await writeFile(path, '{"locale":');
  expect(await readSettings(path)).toEqual(fresh);
});
