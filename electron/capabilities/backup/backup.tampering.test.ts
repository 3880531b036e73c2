import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainPassphrase } from '@shared/bridge/backup';
import { newBackupKey } from './backupHead';
import { openBackup, unpackBackup } from './readBackup';
import { writeBackup } from './writeBackup';

const passphrase = '4821-0937-5512-6604-1187-2093';
const device = {
  deviceId: '40000000-0000-4000-8000-000000000003',
  deviceNumber: 1,
  deviceName: '1号窗口',
  divisionCode: '230828101',
  divisionName: '香兰镇',
  streams: ['230828101'],
  platformUrl: 'http://127.0.0.1:1',
};
const manifest = {
  program: '0.1.0',
  device,
  writtenAt: '2026-11-23T02:00:00.000Z',
  dataKey: randomBytes(32).toString('base64'),
  keyNumber: 1,
  olderKeys: [],
  credentials: {},
  ledger: { last: 0 },
};
const name = (n: number) => `${String(n).padStart(64, '0')}.sealed`;

let folder: string;
let userData: string;
let path: string;
let written: Buffer;
/** Incompressible files, one larger than a piece of the encrypted stream. */
const files = { [name(1)]: randomBytes(300_000), [name(2)]: randomBytes(17) };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longjiang-backup-'));
  userData = join(folder, 'user-data');
  path = join(folder, 'a.ljbak');
  await mkdir(join(userData, 'materials'), { recursive: true });
  for (const [file, bytes] of Object.entries(files))
    await writeFile(join(userData, 'materials', file), bytes);
  const { key, identity } = await newBackupKey(plainPassphrase(passphrase));
  await writeBackup({ userData, path, key, identity, manifest });
  written = await readFile(path);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Opens and unpacks; answers what stands in the folder then, or how it failed. */
async function restore(typed = passphrase): Promise<string[] | string> {
  const opened = await openBackup(path, plainPassphrase(typed));
  if (opened.kind !== 'open') return opened.kind;
  const target = await mkdtemp(join(folder, 'unpacked-'));
  try {
    await unpackBackup(path, opened, target);
  } catch {
    return 'damagedContent';
  }
  return readdir(join(target, 'materials'));
}

describe('a backup', () => {
  it('gives every file back, byte for byte, and takes the passphrase as people type it', async () => {
    expect(await restore('４８２１ 0937 5512 6604 1187 2093')).toEqual([name(1), name(2)]);
    const opened = await openBackup(path, plainPassphrase(passphrase));
    if (opened.kind !== 'open') throw new Error(opened.kind);
    expect(opened.manifest).toEqual({ ...manifest, files: 2 });
    const target = await mkdtemp(join(folder, 'unpacked-'));
    await unpackBackup(path, opened, target);
    for (const [file, bytes] of Object.entries(files))
      expect((await readFile(join(target, 'materials', file))).equals(bytes)).toBe(true);
  });

  it('says what is wrong with a passphrase and with a file of something else', async () => {
    expect(await restore('0000-0000-0000-0000-0000-0000')).toBe('wrongPassphrase');
    await writeFile(path, 'PK\u0003\u0004 a letter\n\n');
    expect(await restore()).toBe('notABackup');
  });

  it('shows nothing of the data key, the device or the names of files in the open', () => {
    const text = written.toString('latin1');
    for (const inside of [manifest.dataKey, device.deviceId, 'materials/', 'ustar', '2026-11-23'])
      expect(text).not.toContain(inside);
  });

  it('is refused with any byte changed, and wherever it was cut off', async () => {
    const contentAt = written.indexOf('\n', written.indexOf('\n') + 1) + 1;
    const places = [contentAt + 5, contentAt + 150, contentAt + 200_000, written.length - 1];
    for (const place of places) {
      const changed = Buffer.from(written);
      changed[place] = (changed[place] ?? 0) ^ 1;
      await writeFile(path, changed);
      expect(await restore(), `byte ${place}`).toBe('damagedContent');
    }
    for (const length of [contentAt, contentAt + 100, contentAt + 65_536 * 2, written.length - 1]) {
      await writeFile(path, written.subarray(0, length));
      expect(await restore(), `cut to ${length}`).toBe('damagedContent');
    }
    const changedHead = Buffer.from(written);
    const inHead = written.indexOf('"manifest":"') + 300;
    changedHead[inHead] = changedHead[inHead] === 65 ? 66 : 65;
    await writeFile(path, changedHead);
    expect(await restore()).toBe('damagedBackup');
  });

  it('is refused where its pieces stand in another order', async () => {
    const contentAt = written.indexOf('\n', written.indexOf('\n') + 1) + 1;
    const piece = 65_536 + 16;
    const payloadAt = written.length - (written.length - contentAt - 200) - 0;
    const changed = Buffer.from(written);
    written.copy(changed, payloadAt, payloadAt + piece, payloadAt + 2 * piece);
    written.copy(changed, payloadAt + piece, payloadAt, payloadAt + piece);
    await writeFile(path, changed);
    expect(await restore()).toBe('damagedContent');
  });

  it('leaves nothing behind where it could not be written', async () => {
    const { key, identity } = await newBackupKey(plainPassphrase(passphrase));
    const other = await newBackupKey(plainPassphrase(passphrase));
    const elsewhere = join(folder, 'b.ljbak');
    // Read back with another key, it does not hold.
    await expect(
      writeBackup({ userData, path: elsewhere, key, identity: other.identity, manifest }),
    ).rejects.toThrow();
    expect((await readdir(folder)).filter((file) => file.startsWith('b.'))).toEqual([]);
    await expect(
      writeBackup({ userData, path: join(folder, 'no-such-folder', 'c.ljbak'), key, identity, manifest }),
    ).rejects.toThrow(/ENOENT/);
  });
});
