import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCatalogue, type CatalogueProblem } from '@shared/catalogue/catalogue';
import { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Database, Inside } from '../storage/database';

/**
 * Every item version that this platform has ever served: a case is pinned to the version it was received under. Those that another process
 * has begun to serve since this one was started are among them; one that this program cannot read throws, and is no unknown one.
 */
export type CatalogueVersions = {
  /** `from`: the transaction, where it is asked within one. */
  find: (from: Database | Inside, code: string, version: number) => Promise<ServiceItem | undefined>;
  /** Newest versions as they are; older ones too, for the cases pinned to them, but not enabled for new cases. */
  served: () => Promise<ServiceItem[]>;
  /** A text that changes whenever something else is served. */
  version: () => Promise<string>;
  /** What is wrong with this process's own files. */
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
  const known = new Map<string, ServiceItem>();
  const learn = (definition: string) => {
    const item = ServiceItem.parse(JSON.parse(definition));
    known.set(keyOf(item), item);
    return item;
  };
  for (const row of await db.selectFrom('catalogue_items').selectAll().execute()) learn(row.definition);
  const changed = items
    .filter((item) => JSON.stringify(known.get(keyOf(item))) !== JSON.stringify(item))
    .map((item) => ({
      file: item.code,
      path: 'version',
      reason: `version ${item.version} was served with other content; raise the version`,
    }));
  const find = async (from: Database | Inside, code: string, version: number) => {
    const there = known.get(keyOf({ code, version }));
    if (there) return there;
    const row = await from
      .selectFrom('catalogue_items')
      .select('definition')
      .where('code', '=', code)
      .where('version', '=', version)
      .executeTakeFirst();
    return row && learn(row.definition);
  };
  const names = () =>
    db.selectFrom('catalogue_items').select(['code', 'version']).orderBy('code').orderBy('version').execute();
  return {
    find,
    served: async () => {
      for (const { code, version } of await names()) await find(db, code, version);
      return asServed([...known.values()]);
    },
    version: async () => {
      const text = (await names()).map(keyOf).join(' ');
      return createHash('sha256').update(text).digest('hex').slice(0, 16);
    },
    problems: [...problems, ...changed],
  };
}
