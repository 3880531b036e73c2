import { createHash } from 'node:crypto';
import { FileKind } from '@shared/catalogue/serviceItem';
import { largestMaterial } from '@shared/protocol/materials';
import type { OpenSession } from '../session/openSession';

type Held = Pick<OpenSession, 'files'>;

/** All bytes of a file that was taken in here; undefined where it is not here, or no longer what it was. */
export async function readMaterial({ files }: Held, sha256: string): Promise<Buffer | undefined> {
  const reader = await files.materials.open(sha256);
  if (!reader) return undefined;
  const bytes = await reader.read(0, reader.size).finally(reader.close);
  return bytes && createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : undefined;
}

/** Keeps a file that a receipt brought; a full disk leaves it out. */
export async function keepMaterial({ files }: Held, bytes: Uint8Array): Promise<void> {
  await files.materials.add({ bytes, kinds: FileKind.options, maxBytes: largestMaterial });
}
