import { copyFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEvent } from '@shared/casework/event';
import { openLedger } from './ledger';
import { openWhole, someEvent, someFolder, someKeys } from './ledgerFixture';

let folder: string;
beforeEach(async () => {
  folder = await someFolder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const { keys, signer } = someKeys();
const segments = async () => (await readdir(folder)).filter((name) => name.endsWith('.ljl')).sort();
const receipt = (): CaseEvent => ({
  ...someEvent(),
  type: 'application.received',
  payload: {
    itemCode: 'X',
    itemVersion: 1,
    provisionalNumber: '暂1',
    channel: 'window',
    form: {},
    materials: [],
  },
});

describe('a long ledger', () => {
  const fill = async (count: number, segmentLimit = 40_000) => {
    const ledger = await openWhole(folder, keys, { segmentLimit });
    for (let n = 0; n < count; n += 100)
      await ledger.append(
        Array.from({ length: 100 }, (_, index) => someEvent(String(n + index))),
        signer,
      );
    return ledger;
  };

  it('is checked entry by entry only behind its landmark, and whole whenever a person asks', async () => {
    await (await fill(1500)).close();
    expect(await readdir(folder)).toContain('checked.ljm');
    let asked = 0;
    const verifyingKeyOf = (id: string) => {
      asked += 1;
      return keys.verifyingKeyOf(id);
    };
    const again = await openWhole(folder, { ...keys, verifyingKeyOf });
    expect(asked).toBe(0);
    for (let after = 0; after < 1500;) {
      const checked = await again.check(after, 400);
      if (checked.kind !== 'holds') throw new Error(JSON.stringify(checked));
      expect(checked.next).toBe(Math.min(after + 400, 1500));
      after = checked.next;
    }
    expect(asked).toBe(1500);
    await again.append([someEvent()], signer);
    await again.close();
    asked = 0;
    await (await openWhole(folder, { ...keys, verifyingKeyOf })).close();
    expect(asked).toBe(1);
  });

  it('shows damage before its landmark too: a flipped bit, a segment gone from the middle or from the end', async () => {
    await (await fill(1500)).close();
    const names = await segments();
    const path = join(folder, names[1] ?? '');
    const good = await readFile(path);
    const bad = Buffer.from(good);
    bad[200] = (bad[200] ?? 0) ^ 4;
    await writeFile(path, bad);
    expect(await openLedger(folder, keys)).toMatchObject({ kind: 'damaged', fault: 'checksum' });
    await rm(path);
    expect(await openLedger(folder, keys)).toMatchObject({ segment: names[1], fault: 'missing' });
    await writeFile(path, good);
    await rm(join(folder, names.at(-1) ?? ''));
    expect(await openLedger(folder, keys)).toMatchObject({ segment: names.at(-1), fault: 'missing' });
  });

  it('lets whole segments go behind the watermark and still holds, numbers going on', async () => {
    const ledger = await fill(1500);
    const before = await segments();
    const later = new Date(Date.now() + 60_000);
    expect(await ledger.prune(10, later)).toBe(0);
    expect(await ledger.prune(900, new Date(Date.now() - 60_000))).toBe(0);
    const gone = await ledger.prune(900, later);
    expect(gone).toBeGreaterThan(2);
    expect(await segments()).toEqual(before.slice(gone));
    const { events, last } = await ledger.read(0, 5000);
    expect(last).toBe(1500);
    const first = events[0]?.body.sequence ?? 0;
    expect(first).toBeGreaterThan(1);
    expect(first).toBeLessThanOrEqual(901);
    expect(events).toHaveLength(1500 - first + 1);
    expect((await ledger.read(1400, 10)).events[0]?.body.sequence).toBe(1401);
    expect(await ledger.check(0, 5000)).toEqual({ kind: 'holds', next: 1500, last: 1500 });
    await ledger.close();

    // A pruning that was cut off after its landmark: the old segment is still there.
    await copyFile(join(folder, (await segments())[0] ?? ''), join(folder, before[0] ?? ''));
    const again = await openWhole(folder, keys);
    expect(await segments()).toEqual(before.slice(gone));
    const appended = await again.append([someEvent()], signer);
    expect(appended.kind === 'appended' && appended.signed[0]?.body.sequence).toBe(1501);
    expect(await again.prune(1501, later)).toBeLessThan(before.length - gone);
    await again.close();
    await rm(join(folder, 'base.ljm'));
    expect(await openLedger(folder, keys)).toMatchObject({ kind: 'damaged', fault: 'missing' });
  });
});

describe('on a full disk', () => {
  it('what is begun is finished on the reserve, nothing new is begun, and both work again with room', async () => {
    let full = false;
    const size = 256 * 1024;
    const ledger = await openWhole(folder, keys, {
      reserveSize: size,
      write: async (handle, bytes, position) => {
        const reserve = await stat(join(folder, 'reserve.bin')).catch(() => undefined);
        if (full && reserve) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        await handle.write(bytes, 0, bytes.length, position);
      },
    });
    expect((await stat(join(folder, 'reserve.bin'))).blocks * 512).toBeGreaterThanOrEqual(size);
    expect((await ledger.append([receipt()], signer)).kind).toBe('appended');
    full = true;
    const [begun, finished] = await Promise.all([
      ledger.append([receipt()], signer),
      ledger.append([someEvent()], signer),
    ]);
    expect([begun.kind, finished.kind]).toEqual(['diskFull', 'appended']);
    expect(finished.kind === 'appended' && finished.signed[0]?.body.sequence).toBe(2);
    full = false;
    // There is room for the reserve again, so it is set aside before anything else is written.
    expect((await ledger.append([receipt()], signer)).kind).toBe('appended');
    expect((await ledger.storage()).state).not.toBe('full');
    expect(await readdir(folder)).toContain('reserve.bin');
    await ledger.close();
  });
});
