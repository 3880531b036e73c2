import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { officeCatalogue, type OfficeCatalogue } from './officeCatalogue';

const [sample, other] = ['TST-001', 'TST-002'];
const named = (code: string, version: number) => ({ ...sampleItem, code, version });
const said = (version: string, day: number, ...items: unknown[]) => ({
  version,
  saidAt: `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`,
  items,
});

let folder: string;
let catalogue: OfficeCatalogue;
let servedCatalogue: string;
const inForce = async () =>
  (await catalogue.read()).items.map(({ code, version }) => `${code}@${String(version)}`);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longjiang-catalogue-'));
  servedCatalogue = join(folder, 'served.json');
  const release = join(folder, 'release');
  await mkdir(release);
  for (const code of [sample, other])
    await writeFile(join(release, `${code}.json`), JSON.stringify(named(code, 1)));
  catalogue = officeCatalogue({
    catalogue: release,
    catalogueLastGood: join(folder, 'last-good'),
    servedCatalogue,
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('service items that the platform hands out', () => {
  it('are kept over a restart, and only what will be other than before is told', async () => {
    expect(await inForce()).toEqual(['TST-001@1', 'TST-002@1']);
    expect(await catalogue.servedVersion()).toBeUndefined();
    expect(await catalogue.take(said('a', 1, named(sample, 1), named(other, 1)))).toEqual([]);
    const changed = await catalogue.take(said('b', 2, named(sample, 2), named(other, 1)));
    expect(changed.map(({ code, version }) => [code, version])).toEqual([[sample, 2]]);
    expect(await inForce()).toEqual(['TST-001@2', 'TST-002@1']);
    expect(await catalogue.servedVersion()).toBe('b');
    expect(await catalogue.take(said('b', 3, named(sample, 2)))).toEqual([]);
  });

  it('are left where the platform has said something newer since', async () => {
    await catalogue.take(said('new', 9, named(sample, 3)));
    expect(await catalogue.take(said('old', 8, named(sample, 2)))).toEqual([]);
    expect(await inForce()).toEqual(['TST-001@3', 'TST-002@1']);
  });

  it('fall back to the release’s own where the file is damaged, until they come again', async () => {
    await catalogue.take(said('a', 1, named(sample, 2)));
    await writeFile(servedCatalogue, (await readFile(servedCatalogue)).subarray(0, 99));
    expect(await inForce()).toEqual(['TST-001@1', 'TST-002@1']);
    expect(await catalogue.servedVersion()).toBeUndefined();
    await catalogue.take(said('a', 1, named(sample, 2)));
    expect(await inForce()).toEqual(['TST-001@2', 'TST-002@1']);
  });
});
