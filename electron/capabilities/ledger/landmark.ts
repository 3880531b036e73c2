import { join } from 'node:path';
import { z } from 'zod';
import { Sha256 } from '@shared/casework/identifiers';
import { associatedText } from '@shared/sealing/sealedRecord';
import { readIfPresent, writeDurably } from '../../files/durableFile';
import type { SealingKey } from '../../sealing/keyRing';
import { openSeal, seal } from '../../sealing/seal';

/**
 * A place in a journal that is known to hold, sealed into a file of its own beside the segments. `base`: everything up to it was
 * pruned. `checked`: everything up to it was checked entry by entry, so that the next start only looks for damage there.
 */
export const Landmark = z.strictObject({
  sequence: z.number().int().nonnegative(),
  hash: Sha256,
  /** Segment in which that entry lies. */
  segment: z.number().int().nonnegative(),
});
export type Landmark = z.infer<typeof Landmark>;

export type LandmarkName = 'base' | 'checked';

const associatedOf = (table: string, name: LandmarkName) => associatedText(`${table}.${name}`, name, 1);
const fileOf = (folder: string, name: LandmarkName) => join(folder, `${name}.ljm`);

/** Reads a landmark; undefined where there is none, `broken` where a file stands there that is none of this key's. */
export async function readLandmark(
  folder: string,
  table: string,
  name: LandmarkName,
  dataKey: SealingKey,
): Promise<Landmark | 'broken' | undefined> {
  const sealed = await readIfPresent(fileOf(folder, name));
  if (!sealed) return undefined;
  const plain = openSeal(dataKey, sealed, associatedOf(table, name));
  const parsed = plain && Landmark.safeParse(JSON.parse(plain.toString('utf8')));
  return parsed?.success ? parsed.data : 'broken';
}

/** Replaces a landmark, durably. */
export const writeLandmark = (
  folder: string,
  table: string,
  name: LandmarkName,
  landmark: Landmark,
  dataKey: SealingKey,
): Promise<void> =>
  writeDurably(
    fileOf(folder, name),
    seal(dataKey, Buffer.from(JSON.stringify(landmark)), associatedOf(table, name)),
  );
