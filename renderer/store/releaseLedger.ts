import type { WorkingStore } from './workingStore';

/**
 * Tells the ledger up to where everything of this device is confirmed history that nobody has to look at: it may let old
 * segments of it go. What waits for an answer, and what was refused and not settled, holds everything behind it.
 */
export async function releaseLedger({
  port,
  marks,
  outbox,
  attention,
  session,
}: WorkingStore): Promise<void> {
  const { deviceId } = session.device;
  const open = [...attention.values()].flatMap(({ signed: { body }, settled }) =>
    settled || body.deviceId !== deviceId ? [] : [body.sequence],
  );
  const held = [...outbox.keys(), ...open].reduce((least, sequence) => Math.min(least, sequence), Infinity);
  await port.call('ledger.release', { upTo: Math.max(0, Math.min(marks.ledgerSequence, held - 1)) });
}
