import { z } from 'zod';
import { withServed, type Catalogue } from '@shared/catalogue/catalogue';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { Instant } from '@shared/casework/identifiers';
import { readIfPresent, writeDurably } from '../../files/durableFile';
import type { Paths } from '../../paths';
import { readCatalogueFiles } from './catalogueFiles';

/** The platform's catalogue as it handed it out; `saidAt` by its clock. Items are looked at when they are used. */
const ServedCatalogue = z.strictObject({
  version: z.string().max(100),
  saidAt: Instant,
  items: z.array(z.unknown()),
});
export type ServedCatalogue = z.infer<typeof ServedCatalogue>;

/** The service items 事项 of this installation. */
export type OfficeCatalogue = {
  /** What is in force for whoever signs in now: the platform's items, and those of the release that it does not serve. */
  read: () => Promise<Catalogue>;
  /** What the platform calls the catalogue that it handed out last; undefined where there is none. */
  servedVersion: () => Promise<string | undefined>;
  /** Keeps what the platform hands out, unless it has said something newer since; answers the items that will be other ones. */
  take: (served: ServedCatalogue) => Promise<ServiceItem[]>;
};

type Places = Pick<Paths, 'catalogue' | 'catalogueLastGood' | 'servedCatalogue'>;

/** Reads the files anew each time, because they can be changed while the application runs. */
export function officeCatalogue(paths: Places): OfficeCatalogue {
  async function kept(): Promise<ServedCatalogue | undefined> {
    const text = (await readIfPresent(paths.servedCatalogue))?.toString('utf8');
    try {
      return text === undefined ? undefined : ServedCatalogue.parse(JSON.parse(text));
    } catch {
      // Damaged: the release's own items until the platform hands it out again.
      return undefined;
    }
  }
  async function read(): Promise<Catalogue> {
    const own = await readCatalogueFiles(paths.catalogue, paths.catalogueLastGood);
    const served = await kept();
    return served ? withServed(own, served.items) : own;
  }
  return {
    read,
    servedVersion: async () => (await kept())?.version,
    async take(served) {
      const known = await kept();
      const isOlder = known !== undefined && Date.parse(known.saidAt) > Date.parse(served.saidAt);
      if (isOlder || known?.version === served.version) return [];
      const before = new Set((await read()).items.map((item) => JSON.stringify(item)));
      await writeDurably(paths.servedCatalogue, JSON.stringify(served));
      return (await read()).items.filter((item) => item.enabled && !before.has(JSON.stringify(item)));
    },
  };
}
