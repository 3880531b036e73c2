import type { Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { WorkerChannels } from '@shared/bridge/workerChannels';
import { asUnreachable } from '../transport/asUnreachable';
import type { SignedInTransport } from '../transport/transport';
import type { Materials } from './materials';

type Given = { materials: Materials; platform: SignedInTransport };

/** A copy with memory of its own: what crosses the bridge takes the whole buffer behind a view with it. */
const fileOf = (bytes: Uint8Array) => ({ kind: 'file' as const, bytes: new Uint8Array(bytes) });

/** Opens a material from this device, else from the platform, and then keeps it here for the next time. */
export async function openMaterial(
  { materials, platform }: Given,
  sha256: string,
): Promise<Output<PageChannels['material.read']>> {
  const here = await materials.read(sha256);
  if (here) return fileOf(here);
  const there = await platform.download(sha256);
  if (there.kind === 'problem')
    return there.problem.code === 'notFound' || there.problem.code === 'forbidden'
      ? { kind: 'notHere' }
      : asUnreachable(there);
  if (there.kind !== 'file') return there;
  const kept = await materials.keep(sha256, there.bytes);
  if (kept === 'otherContent')
    return { kind: 'strangeAnswer', status: 200, contentType: 'application/octet-stream' };
  return fileOf(there.bytes);
}

/** Sends a material of this device to the platform; sending it twice stores it once. */
export async function uploadMaterial(
  { materials, platform }: Given,
  sha256: string,
): Promise<Output<WorkerChannels['material.upload']>> {
  const bytes = await materials.read(sha256);
  return bytes ? platform.upload(sha256, bytes) : { kind: 'notHere' };
}
