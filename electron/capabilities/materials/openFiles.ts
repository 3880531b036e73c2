import { join } from 'node:path';
import type { SealingKey } from '../../sealing/keyRing';
import type { SignedInTransport } from '../transport/transport';
import { createDownloads, type Downloads } from './downloads';
import { createLife, type Life } from './life';
import { createMaterials, type Materials } from './materials';
import { createTakings, type Takings } from './takings';
import { createThumbnails, type Thumbnails } from './thumbnails';
import { openTransfers, type Transfers } from './transfers';

/** Everything that a session does with files of cases. */
export type Files = {
  materials: Materials;
  takings: Takings;
  transfers: Transfers;
  downloads: Downloads;
  thumbnails: Thumbnails;
  /** Runs work that the end of the session waits for. */
  during: Life['during'];
  /** Stops what waits for the network; nothing uses the key any more when it resolves. */
  end: () => Promise<void>;
};

/** `retryPause`: the first pause before a cut transfer goes on, in milliseconds. */
export async function openFiles(
  userData: string,
  dataKey: SealingKey,
  platform: SignedInTransport,
  retryPause = 500,
): Promise<Files> {
  const materials = createMaterials(join(userData, 'materials'), dataKey);
  const life = createLife();
  const given = { materials, platform, dataKey, retryPause, life };
  const transfers = await openTransfers(given);
  return {
    materials,
    takings: createTakings(materials),
    transfers,
    downloads: createDownloads({ ...given, transfers }),
    thumbnails: createThumbnails(materials, dataKey),
    during: life.during,
    end: life.end,
  };
}
