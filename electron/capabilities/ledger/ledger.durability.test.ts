import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { chainStart, hashBody } from '@shared/sealing/signedEvent';
import { openLedger } from './ledger';
import { openWhole, someEvent, someFolder, someKeys } from './ledgerFixture';

const folders: string[] = [];
const newFolder = async () => {
  const folder = await someFolder();
  folders.push(folder);
  return folder;
};
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});
const tornCopies = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.startsWith('torn-'));

describe('the ledger', () => {
  it('gives back, after a restart, every event of random batches in order, numbered and chained', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.string({ maxLength: 300 }), { minLength: 1, maxLength: 6 }), { maxLength: 8 }),
        fc.integer({ min: 300, max: 5000 }),
        async (batches, segmentLimit) => {
          const folder = await newFolder();
          const { keys, signer } = someKeys();
          const events = batches.map((notes) => notes.map((note) => someEvent(note)));
          const first = await openWhole(folder, keys, { segmentLimit });
          await Promise.all(events.map((batch) => first.append(batch, signer)));
          await first.close();
          const second = await openWhole(folder, keys, { segmentLimit });
          const { events: signed, last } = await second.read(0, 500);
          await second.close();
          expect(signed.map(({ body }) => body.event)).toEqual(events.flat());
          expect(last).toBe(events.flat().length);
          signed.forEach(({ body, hash }, index) => {
            expect(body.sequence).toBe(index + 1);
            expect(body.previousHash).toBe(signed[index - 1]?.hash ?? chainStart);
            expect(hash).toBe(hashBody(body));
          });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('keeps every whole entry when a write was cut at any byte, and goes on behind them', async () => {
    const { keys, signer } = someKeys();
    const origin = await newFolder();
    const ledger = await openWhole(origin, keys);
    await ledger.append([someEvent(), someEvent()], signer);
    const path = join(origin, '00000001.ljl');
    const whole = (await stat(path)).size;
    await ledger.append([someEvent('最后')], signer);
    await ledger.close();
    const { size } = await stat(path);
    for (let length = whole; length < size; length += 1) {
      const folder = await newFolder();
      await copyFile(path, join(folder, '00000001.ljl'));
      await truncate(join(folder, '00000001.ljl'), length);
      const reopened = await openWhole(folder, keys);
      expect((await reopened.read(0, 10)).last).toBe(2);
      const appended = await reopened.append([someEvent()], signer);
      expect(appended.kind === 'appended' && appended.signed[0]?.body.sequence).toBe(3);
      await reopened.close();
      expect(await tornCopies(folder)).toHaveLength(length === whole ? 0 : 1);
      await rm(folder, { recursive: true });
    }
  });

  it('takes space that was allotted and never filled for an interrupted write', async () => {
    const folder = await newFolder();
    const { keys, signer } = someKeys();
    const ledger = await openWhole(folder, keys);
    await ledger.append([someEvent()], signer);
    await ledger.close();
    const path = join(folder, '00000001.ljl');
    await writeFile(path, Buffer.concat([await readFile(path), Buffer.alloc(4096)]));
    const reopened = await openWhole(folder, keys);
    expect((await reopened.read(0, 10)).last).toBe(1);
    await reopened.close();
  });

  it('names the place of any flipped bit and changes nothing', async () => {
    const { keys, signer } = someKeys();
    const origin = await newFolder();
    const ledger = await openWhole(origin, keys, { segmentLimit: 1500 });
    for (let n = 0; n < 6; n += 1) await ledger.append([someEvent(String(n))], signer);
    await ledger.close();
    const segments = (await readdir(origin)).filter((name) => name.endsWith('.ljl'));
    expect(segments.length).toBeGreaterThan(1);
    for (const segment of segments) {
      const path = join(origin, segment);
      const good = await readFile(path);
      await fc.assert(
        fc.asyncProperty(fc.nat(good.length * 8 - 1), async (bit) => {
          const bad = Buffer.from(good);
          bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          await writeFile(path, bad);
          const opened = await openLedger(origin, keys);
          expect(opened).toMatchObject({ kind: 'damaged', segment });
          if (opened.kind === 'damaged') expect(opened.offset).toBeLessThanOrEqual(bit >> 3);
          expect((await readFile(path)).equals(bad)).toBe(true);
          expect(await tornCopies(origin)).toEqual([]);
        }),
        { numRuns: 150, examples: [[0], [7], [15], [24], [31], [40]] },
      );
      await writeFile(path, good);
    }
    const whole = await openWhole(origin, keys);
    expect((await whole.read(0, 10)).last).toBe(6);
    await whole.close();
  });

  it('refuses a ledger with a missing segment, another key or an unknown signer', async () => {
    const folder = await newFolder();
    const { keys, signer } = someKeys();
    const ledger = await openWhole(folder, keys, { segmentLimit: 1 });
    for (let n = 0; n < 3; n += 1) await ledger.append([someEvent()], signer);
    await ledger.close();
    const other = someKeys().keys;
    const first = { kind: 'damaged', segment: '00000001.ljl', offset: 0 };
    expect(await openLedger(folder, { ...keys, dataKey: other.dataKey })).toEqual({
      ...first,
      fault: 'seal',
    });
    expect(await openLedger(folder, { ...keys, verifyingKeyOf: other.verifyingKeyOf })).toEqual({
      ...first,
      fault: 'signature',
    });
    await rm(join(folder, '00000002.ljl'));
    expect(await openLedger(folder, keys)).toEqual({ ...first, segment: '00000002.ljl', fault: 'missing' });
  });

  it('tells a full disk, changes nothing and works again when there is room', async () => {
    const folder = await newFolder();
    const { keys, signer } = someKeys();
    let full = false;
    const ledger = await openWhole(folder, keys, {
      write: async (handle, bytes, position) => {
        // A full disk takes a part of the bytes before it says so.
        await handle.write(bytes, 0, full ? bytes.length >> 1 : bytes.length, position);
        if (full) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    });
    await ledger.append([someEvent()], signer);
    const { size } = await stat(join(folder, '00000001.ljl'));
    full = true;
    expect(await ledger.append([someEvent()], signer)).toEqual({ kind: 'diskFull' });
    expect((await stat(join(folder, '00000001.ljl'))).size).toBe(size);
    full = false;
    const again = await ledger.append([someEvent()], signer);
    expect(again.kind === 'appended' && again.signed[0]?.body.sequence).toBe(2);
    await ledger.close();
    await (await openWhole(folder, keys)).close();
  });

  it('writes nothing more after a disk that failed otherwise', async () => {
    const folder = await newFolder();
    const { keys, signer } = someKeys();
    let fails = true;
    const ledger = await openWhole(folder, keys, {
      write: async (handle, bytes, position) => {
        if (fails) throw Object.assign(new Error('broken'), { code: 'EIO' });
        await handle.write(bytes, 0, bytes.length, position);
      },
    });
    await expect(ledger.append([someEvent()], signer)).rejects.toThrow('broken');
    fails = false;
    await expect(ledger.append([someEvent()], signer)).rejects.toThrow('cannot be written');
    await ledger.close();
  });

  it('joins appends that arrive together into few writes', async () => {
    const folder = await newFolder();
    const { keys, signer } = someKeys();
    let writes = 0;
    const ledger = await openWhole(folder, keys, {
      write: async (handle, bytes, position) => {
        writes += 1;
        await handle.write(bytes, 0, bytes.length, position);
      },
    });
    await Promise.all(Array.from({ length: 40 }, () => ledger.append([someEvent()], signer)));
    expect(writes).toBe(1);
    expect((await ledger.read(0, 100)).events).toHaveLength(40);
    expect((await ledger.read(38, 100)).events.map(({ body }) => body.sequence)).toEqual([39, 40]);
    await ledger.close();
  });
});

/** Mounts a real small file system where this is permitted. */
function mountSmall(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96k', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

it('survives a file system that is really full', async (context) => {
  const folder = await newFolder();
  if (!mountSmall(folder)) return context.skip('mounting is not permitted here');
  try {
    const { keys, signer } = someKeys();
    const ledgerFolder = join(folder, 'ledger');
    const ballast = join(folder, 'ballast');
    await writeFile(ballast, Buffer.alloc(32_000));
    const ledger = await openWhole(ledgerFolder, keys);
    let saved = 0;
    while ((await ledger.append([someEvent('满'.repeat(900))], signer)).kind === 'appended') saved += 1;
    expect(saved).toBeGreaterThan(3);
    expect(await ledger.append([someEvent('满'.repeat(900))], signer)).toEqual({ kind: 'diskFull' });
    await rm(ballast);
    expect((await ledger.append([someEvent()], signer)).kind).toBe('appended');
    await ledger.close();
    const reopened = await openWhole(ledgerFolder, keys);
    expect((await reopened.read(0, 500)).last).toBe(saved + 1);
    await reopened.close();
  } finally {
    execFileSync('umount', [folder]);
  }
});

it.runIf(process.platform === 'linux')(
  'waits for a process that still holds the lock, and takes the lock of one that is gone',
  async () => {
    const folder = await newFolder();
    await mkdir(folder, { recursive: true });
    const { keys } = someKeys();
    const start = (pid: number) => execFileSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8' });
    const fields = start(process.ppid)
      .slice(start(process.ppid).lastIndexOf(')') + 2)
      .split(' ');
    await writeFile(join(folder, 'lock'), `${process.ppid} ${fields[19] ?? ''}`);
    const before = performance.now();
    await (await openWhole(folder, keys, { lockWaitMs: 300 })).close();
    expect(performance.now() - before).toBeGreaterThan(290);
    await writeFile(join(folder, 'lock'), `${process.ppid} 1`);
    const again = performance.now();
    await (await openWhole(folder, keys, { lockWaitMs: 5000 })).close();
    expect(performance.now() - again).toBeLessThan(1000);
  },
);
