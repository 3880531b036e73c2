import type { Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { MaterialFile } from '@shared/casework/event';
import type { FileKind } from '@shared/catalogue/serviceItem';
import { callMain } from './bridge';

/** Bytes that cross the bridge at a time. */
const pieceSize = 4 * 1024 * 1024;
/** Pause between two looks at a file that is on its way, in milliseconds. */
const look = 300;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Hands a chosen file to the main process, which seals it piece by piece. Rejects where the file cannot be read. */
export async function handOver(
  file: Blob,
  intake: { kinds: FileKind[]; maxBytes: number },
): Promise<Output<PageChannels['material.finish']>> {
  const begun = await callMain('material.begin', intake);
  if (begun.kind !== 'begun') return begun;
  const { takingId } = begun;
  for (let from = 0; from < file.size; from += pieceSize) {
    const bytes = new Uint8Array(await file.slice(from, from + pieceSize).arrayBuffer());
    const added = await callMain('material.add', { takingId, bytes });
    if (added.kind !== 'taken') return added;
  }
  return callMain('material.finish', { takingId });
}

/** How far a file has come, in bytes; the size is known once the first of it is here. */
export type Coming = { done: number; size?: number | undefined };
export type Loaded =
  | { kind: 'loaded'; blob: Blob }
  | { kind: 'notHere' | 'offline' | 'strangeAnswer' | 'checking' | 'infected' | 'diskFull' }
  | { kind: 'left' };

/**
 * Brings a material into this page's memory: from this device, or (`bring`) from the platform, told of on the way. `left` where the
 * signal says that nobody wants it any more.
 */
export async function loadMaterial(
  { sha256, kind }: Pick<MaterialFile, 'sha256' | 'kind'>,
  { bring, signal, onComing }: { bring: boolean; signal: AbortSignal; onComing?: (coming: Coming) => void },
): Promise<Loaded> {
  for (;;) {
    if (signal.aborted) return { kind: 'left' };
    const opened = await callMain('material.open', { sha256, bring });
    if (opened.kind === 'coming') {
      onComing?.({ done: opened.done, size: opened.size });
      await pause(look);
      continue;
    }
    if (opened.kind !== 'here') return { kind: opened.kind };
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let from = 0; from < opened.size;) {
      const read = await callMain('material.read', { sha256, from });
      if (read.kind !== 'piece' || read.bytes.length === 0) return { kind: 'notHere' };
      if (signal.aborted) return { kind: 'left' };
      pieces.push(new Uint8Array(read.bytes));
      from += read.bytes.length;
    }
    return { kind: 'loaded', blob: new Blob(pieces, { type: kind }) };
  }
}
