import { useSyncExternalStore } from 'react';
import type { Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import { callMain } from './bridge';

type Transfers = Output<PageChannels['transfers.read']>;

/** Pause between two looks while somebody looks, in milliseconds. */
const look = 1000;

let current: Transfers = { underWay: [], troubles: [] };
let said = JSON.stringify(current);
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

async function read(): Promise<void> {
  const next = await callMain('transfers.read', {}).catch(() => undefined);
  const text = JSON.stringify(next);
  if (!next || text === said) return;
  [current, said] = [next, text];
  for (const listener of listeners) listener();
}

async function keepLooking(): Promise<void> {
  await read();
  if (listeners.size > 0) timer = setTimeout(() => void keepLooking(), look);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) void keepLooking();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

/** Files under way and files that were not taken, for as long as somebody looks. */
export const useTransfers = (): Transfers => useSyncExternalStore(subscribe, () => current);

/** A person has seen what became of a file. */
export async function dismissTrouble(sha256: string): Promise<void> {
  await callMain('transfers.dismiss', { sha256 });
  await read();
}
