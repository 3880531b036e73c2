import type { Platform } from '../platform';

/** An event's place in its device's chain. `isDecided`: it comes under this platform's own receipt. */
export type ChainLink = { hash: string; previousHash: string; sequence: number; isDecided: boolean };

/**
 * Whether events of a bundle stand behind others of their device that neither this platform nor the bundle holds: an earlier file has to
 * come first. Over the wire this cannot happen, and would be refused for good; here a person has only taken the wrong file. After a
 * restore it is no reason to wait: what is missing may be on its way on another line, and events wait by themselves.
 */
export async function missesEarlier(
  { db, epoch, now }: Platform,
  links: readonly ChainLink[],
): Promise<boolean> {
  if (epoch.isRecovering(now())) return false;
  const within = new Set(links.map(({ hash }) => hash));
  const loose = links.filter(
    ({ isDecided, sequence, previousHash }) => !isDecided && sequence > 1 && !within.has(previousHash),
  );
  if (loose.length === 0) return false;
  const wanted = loose.flatMap(({ hash, previousHash }) => [hash, previousHash]);
  const rows = await db.selectFrom('device_log').select('hash').where('hash', 'in', wanted).execute();
  const known = new Set(rows.map((row) => row.hash));
  return loose.some(({ hash, previousHash }) => !known.has(hash) && !known.has(previousHash));
}
