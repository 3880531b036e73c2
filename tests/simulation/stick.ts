import { join } from 'node:path';
import type { FerryCarried } from '@shared/bridge/ferry';

/** Where the receipt of a bundle that was carried lies on its stick. Throws where it was not carried. */
export function receiptOf(stick: string, one: FerryCarried | undefined): string {
  if (one?.kind !== 'carried') throw new Error(JSON.stringify(one));
  return join(stick, one.receipt);
}
