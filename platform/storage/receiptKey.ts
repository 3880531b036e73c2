import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { receiptText, type BareDecision, type Decision } from '@shared/protocol/decision';

/** The platform's mark under its decisions. Its key lives outside the database, so that a restored one knows its own word. */
export type Receipts = {
  sign: (hash: string, decision: BareDecision) => string;
  /** Whether this platform has once decided so of the event with this hash. */
  holds: (hash: string, decision: Decision) => boolean;
};

/** Opens the key; made on first start, readable by the platform's own user only. */
export async function openReceipts(folder: string): Promise<Receipts> {
  const path = join(folder, 'receipt-key');
  const known = await readFile(path).catch(() => undefined);
  const key = known ?? randomBytes(32);
  if (!known) await writeFile(path, key, { mode: 0o600, flag: 'wx' });
  const mark = (hash: string, decision: BareDecision) =>
    createHmac('sha256', key).update(receiptText(hash, decision)).digest();
  return {
    sign: (hash, decision) => mark(hash, decision).toString('base64'),
    holds: (hash, decision) => timingSafeEqual(mark(hash, decision), Buffer.from(decision.receipt, 'base64')),
  };
}
