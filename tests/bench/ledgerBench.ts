import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openWhole, someEvent, someKeys } from '../../electron/capabilities/ledger/ledgerFixture';
import { interleave, timeMeasurement, type Measurement } from './measurement';

/** What "saved" costs: an event in the ledger beside a bare append and fsync of as many bytes to a plain file. */
export async function measureLedger(): Promise<Measurement[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'longjiang-bench-'));
  try {
    const { keys, signer } = someKeys();
    const ledger = await openWhole(path.join(folder, 'ledger'), keys);
    const plain = await open(path.join(folder, 'plain'), 'a');
    const event = someEvent('办'.repeat(200));
    const bytes = Buffer.alloc(Buffer.byteLength(JSON.stringify(event)) + 400);
    const append = async (count: number) => {
      await Promise.all(
        Array.from({ length: count }, () => ledger.append([someEvent('办'.repeat(200))], signer)),
      );
    };
    const bare = async (count: number) => {
      await plain.write(Buffer.concat(Array.from({ length: count }, () => bytes)));
      await plain.datasync();
    };
    const single = await interleave(
      200,
      () => append(1),
      () => bare(1),
    );
    const group = await interleave(
      40,
      () => append(50),
      () => bare(50),
    );
    await ledger.close();
    await plain.close();
    const reference = 'append and fdatasync of as many bytes to a plain file';
    return [
      timeMeasurement('ledger: one durable event', reference, single),
      timeMeasurement('ledger: fifty events offered at once', reference, group),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
