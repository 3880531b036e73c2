import { join } from 'node:path';
import { parseServiceItem, readCatalogue, type Catalogue } from '@shared/catalogue/catalogue';
import { writeDurably } from '../../files/durableFile';
import { readJsonFiles } from './resourceFolder';

/**
 * The item definitions of `resources/catalogue`. Each file that is good is copied to `lastGood`, so that a file broken by
 * an update or by hand leaves the version before it in force, and is named to the administrator.
 */
export async function readCatalogueFiles(folder: string, lastGood: string): Promise<Catalogue> {
  const files = await readJsonFiles(folder);
  const kept = new Map((await readJsonFiles(lastGood)).map(({ file, text }) => [file, text]));
  for (const { file, text } of files)
    if (kept.get(file) !== text && parseServiceItem(file, text).kind === 'item')
      await writeDurably(join(lastGood, file), text);
  return readCatalogue(files, kept);
}
