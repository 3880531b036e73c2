import type { Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { Downloads } from './downloads';
import type { Materials } from './materials';
import type { Transfers } from './transfers';

type Given = { materials: Materials; downloads: Downloads; transfers: Transfers };

/** Bytes of one answer to the page. */
const pieceSize = 4 * 1024 * 1024;
/** How long the page waits before it is told how far a download has come, in milliseconds. */
const told = 300;

const readerOf = async ({ materials, downloads }: Given, sha256: string) =>
  (await materials.open(sha256)) ?? downloads.open(sha256);

/** Whether a material is here; where it is not, `bring` brings it from the platform and says how far that has come. */
export async function openMaterial(
  given: Given,
  sha256: string,
  bring: boolean,
): Promise<Output<PageChannels['material.open']>> {
  const here = async () => {
    const reader = await readerOf(given, sha256);
    if (!reader) return undefined;
    await reader.close();
    return { kind: 'here' as const, size: reader.size };
  };
  const known = await here();
  if (known) return known;
  if (!bring) return { kind: 'notHere' };
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), told);
  });
  const fetched = await Promise.race([given.downloads.fetch(sha256), late]);
  if (fetched?.kind === 'here') return (await here()) ?? { kind: 'notHere' };
  if (fetched) return fetched;
  const progress = given.transfers
    .progress()
    .find((one) => one.sha256 === sha256 && one.direction === 'down');
  return { kind: 'coming', done: progress?.done ?? 0, ...(progress && { size: progress.size }) };
}

/** A piece of a material that is here, from a byte on. */
export async function readMaterial(
  given: Given,
  sha256: string,
  from: number,
): Promise<Output<PageChannels['material.read']>> {
  const reader = await readerOf(given, sha256);
  const bytes = await reader?.read(from, pieceSize).finally(reader.close);
  // A copy with memory of its own: what crosses the bridge takes the whole buffer behind a view with it.
  return bytes ? { kind: 'piece', bytes: new Uint8Array(bytes) } : { kind: 'notHere' };
}
