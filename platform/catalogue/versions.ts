import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCatalogue, type CatalogueProblem } from '@shared/catalogue/catalogue';
import { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Database } from '../storage/database';

/** Every item version that this platform has ever served: a case is pinned to the version it was received under. */
export type CatalogueVersions = {
  find: (code: string, version: number) => ServiceItem | undefined;
  /** Newest versions as they are; older ones too, for the cases pinned to them, but not enabled for new cases. */
  served: readonly ServiceItem[];
  problems: readonly CatalogueProblem[];
};

const keyOf = (item: { code: string; version: number }) => `${item.code}@${item.version}`;

async function readFolder(folder: string) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })));
}

function asServed(items: readonly ServiceItem[]): ServiceItem[] {
  const newest = new Map<string, number>();
  for (const { code, version } of items) newest.set(code, Math.max(version, newest.get(code) ?? 0));
  return [...items]
    .sort((a, b) => a.code.localeCompare(b.code) || a.version - b.version)
    .map((item) => (item.version === newest.get(item.code) ? item : { ...item, enabled: false }));
}

/**
 * Reads the definition files and keeps each version in the database. What was served once stays as it was: a file that
 * changes without a new version is reported, and the version in force stays in force.
 */
export async function openCatalogue(db: Database, folder: string): Promise<CatalogueVersions> {
  const files = await readFolder(folder);
  const { items, problems } = readCatalogue(files);
  await db.transaction().execute(async (inside) => {
    for (const item of items)
      await inside
        .insertInto('catalogue_items')
        .values({ code: item.code, version: item.version, definition: JSON.stringify(item) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  });
  const rows = await db.selectFrom('catalogue_items').selectAll().execute();
  const known = new Map(
    rows.map((row) => {
      const item = ServiceItem.parse(JSON.parse(row.definition));
      return [keyOf(item), item] as const;
    }),
  );
  const changed = items
    .filter((item) => JSON.stringify(known.get(keyOf(item))) !== JSON.stringify(item))
    .map((item) => ({
      file: item.code,
      path: 'version',
      reason: `version ${item.version} was served with other content; raise the version`,
    }));
  return {
    find: (code, version) => known.get(keyOf({ code, version })),
    served: asServed([...known.values()]),
    problems: [...problems, ...changed],
  };
}
