import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { createBackups } from '../../electron/capabilities/backup/backups';
import { heldKeys, newBackupKey } from '../../electron/capabilities/backup/backupHead';
import { placeRestored } from '../../electron/capabilities/backup/restoredChains';
import { unpackAndCheck } from '../../electron/capabilities/backup/restoreBackup';
import { writeBackup } from '../../electron/capabilities/backup/writeBackup';
import { publicKeyText } from '../../electron/sealing/signingKey';
import { openTestPlatform, type TestPlatform } from '../../platform/testing/testPlatform';
import { fetchOver, newLine } from './network';
import { Office, type OfficeOptions } from './office';

const { form, materials } = samplePayloads['application.received'];
const intake = { itemCode: sampleItem.code, form, materials };
const passphrase = '482109375512660411872093';
const clerk = 'clerk.xianglan';

let platform: TestPlatform;
let town: Office;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longjiang-office-backup-'));
  platform = await openTestPlatform();
  town = await Office.start(() => platform.app, { code: 'XLZ1-DEMO-0001', loginName: clerk });
  await town.agree();
});

afterEach(async () => {
  await platform.close();
  await rm(folder, { recursive: true, force: true });
});

/** Writes a backup of the office as it is, and answers where it lies. */
async function backUp(): Promise<string> {
  const path = join(folder, 'a.ljbak');
  const { key, identity } = await newBackupKey(passphrase);
  const { session, signingKey, ledger, dataKey } = town.open;
  await writeBackup({
    userData: town.folder,
    path,
    key,
    identity,
    manifest: {
      program: '0.1.0',
      device: session.device,
      writtenAt: new Date().toISOString(),
      ...heldKeys(dataKey),
      credentials: { [session.credentialId]: publicKeyText(signingKey) },
      ledger: { last: (await ledger.read(0, 0)).last },
    },
  });
  return path;
}

/** Another PC that the backup is restored to, enrolled with a code of its own. */
async function restore(
  path: string,
  meanwhile: (userData: string) => Promise<void> = () => Promise.resolve(),
  more: OfficeOptions = {},
): Promise<Office> {
  const userData = join(folder, 'other-pc');
  const unpacked = await unpackAndCheck(userData, path, passphrase);
  if (unpacked.kind !== 'unpacked') throw new Error(unpacked.kind);
  const { manifest, ring } = unpacked;
  const { device, writtenAt, credentials } = manifest;
  await placeRestored(unpacked.folder, userData, { device, writtenAt, restoredAt: writtenAt });
  await meanwhile(userData);
  return Office.start(
    () => platform.app,
    { code: 'XLZ1-DEMO-0002', loginName: clerk },
    undefined,
    undefined,
    {
      ...more,
      restored: { folder: userData, dataKey: ring, credentials },
    },
  );
}

/** Flips a bit of a file. */
async function damage(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[200] = (bytes[200] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

const receiveOne = async (office: Office, withFile = materials): Promise<string> => {
  const performed = await office.store.receive({ ...intake, materials: withFile }, []);
  if (performed.kind !== 'saved') throw new Error(performed.kind);
  return performed.caseId;
};

/** A case with a PDF among its materials; `content` makes each file another one. */
async function receiveWithFile(content: number): Promise<{ caseId: string; sha256: string; bytes: Buffer }> {
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2000, content)]);
  const added = await town.open.files.materials.add({ bytes, kinds: ['application/pdf'], maxBytes: 1e6 });
  if (added.kind !== 'added') throw new Error(added.kind);
  const { sha256, size, fileKind: kind } = added;
  const files = [{ sha256, name: '证明.pdf', kind, size }];
  const caseId = await receiveOne(
    town,
    materials.map((one, index) => (index === 0 ? { ...one, files } : one)),
  );
  return { caseId, sha256, bytes };
}

/** The platform, but that these files never reach it while they are named here. */
function refusing(hashes: ReadonlySet<string>): NonNullable<OfficeOptions['fetch']> {
  const open = fetchOver(newLine(), () => platform.app);
  return async (url, init) => {
    const headers = JSON.stringify(init.headers);
    return [...hashes].some((one) => headers.includes(Buffer.from(one).toString('base64')))
      ? new Response('<html>413</html>', { status: 413, headers: { 'content-type': 'text/html' } })
      : open(url, init);
  };
}

describe('a device restored from a backup', () => {
  it('brings what was never uploaded to the platform, nothing twice, and goes on as a device of its own', async () => {
    const uploaded = await receiveOne(town);
    await town.agree();
    town.line.state = 'cut';
    const { caseId: kept, sha256, bytes } = await receiveWithFile(1);
    const step = { type: 'application.accepted', payload: { acceptedOn: '2026-03-02' } } as const;
    expect(await town.store.perform(kept, [step])).toMatchObject({ kind: 'saved' });
    const path = await backUp();
    // The PC is lost with this in it, after the backup.
    await receiveOne(town);
    await town.end();

    const other = await restore(path);
    await other.agree();
    expect(await other.store.counts()).toMatchObject({ all: 2, attention: 0 });
    expect((await other.store.readCase(uploaded))?.timeline).toHaveLength(1);
    expect((await other.store.readCase(kept))?.timeline.map(({ event }) => event.type)).toEqual([
      'application.received',
      'application.accepted',
    ]);
    expect(await other.download(sha256)).toEqual(bytes);
    const next = await receiveOne(other);
    await other.agree();
    const numbers = await Promise.all(
      [kept, next].map(async (caseId) => (await other.store.readCase(caseId))?.row.summary.provisionalNumber),
    );
    expect(new Set(numbers).size).toBe(2);
    // Opened again from an empty database, the chain is offered once more and nothing of it counts twice.
    await other.loseDatabase();
    await other.agree();
    expect(await other.store.counts()).toMatchObject({ all: 3, attention: 0 });
    expect((await other.store.readCase(kept))?.timeline).toHaveLength(2);
    await other.end();
  });

  it('gives an old backup back beside a device that went on: both chains stand, no number is given twice', async () => {
    await receiveOne(town);
    await town.agree();
    const path = await backUp();
    const later = await receiveOne(town);
    await town.agree();
    const other = await restore(path);
    await other.agree();
    const own = await receiveOne(other);
    await Promise.all([town.agree(), other.agree()]);
    await town.agree();
    expect(await town.store.counts()).toMatchObject({ all: 3, attention: 0 });
    expect(await town.picture()).toBe(await other.picture());
    const numberOf = async (caseId: string) =>
      (await town.store.readCase(caseId))?.row.summary.provisionalNumber;
    expect(await numberOf(later)).not.toBe(await numberOf(own));
    await town.end();
    await other.end();
  });

  it('shows under Needs attention what the platform does not take of the chain that it brings', async () => {
    town.line.state = 'cut';
    const caseId = await receiveOne(town);
    const path = await backUp();
    await town.end();
    // The old device was withdrawn before that was done on it.
    await platform.platform.db
      .updateTable('devices')
      .set({ revoked_at: new Date(Date.now() - 86_400_000) })
      .where('device_id', '=', town.open.session.device.deviceId)
      .execute();
    const other = await restore(path);
    await other.until(({ kind, attention }) => kind === 'live' && attention === 1);
    expect(await other.store.attention()).toMatchObject([
      { event: { caseId, type: 'application.received' }, refusal: { kind: 'notAuthorised' } },
    ]);
    // It is offered once, and holds up nothing.
    await receiveOne(other);
    await other.agree();
    expect(await other.store.counts()).toMatchObject({ all: 1, attention: 1 });
    await other.end();
  });

  it('goes on where a file does not get through: its case alone waits, and follows when it does', async () => {
    town.line.state = 'cut';
    const { caseId: waits, sha256, bytes } = await receiveWithFile(1);
    const goesOn = await receiveOne(town);
    const path = await backUp();
    await town.end();
    const refused = new Set([sha256]);
    const other = await restore(path, undefined, { fetch: refusing(refused) });
    await other.until(({ kind, restoredWaits }) => kind === 'live' && restoredWaits === 1);
    const own = await receiveOne(other);
    await other.agree();
    expect(await other.store.readCase(goesOn)).toBeDefined();
    expect(await other.store.counts()).toMatchObject({ all: 2, attention: 0 });
    refused.clear();
    await other.until(({ kind, restoredWaits }) => kind === 'live' && restoredWaits === 0, 20_000);
    await other.agree();
    expect(await other.store.counts()).toMatchObject({ all: 3, attention: 0 });
    for (const caseId of [waits, goesOn, own])
      expect((await other.store.readCase(caseId))?.timeline).toHaveLength(1);
    expect(await other.download(sha256)).toEqual(bytes);
    await other.end();
  });

  it('tries the files behind as well where the line looks broken before their turn', async () => {
    town.line.state = 'cut';
    const stuck = new Set<string>();
    for (const content of [1, 2, 3, 4]) stuck.add((await receiveWithFile(content)).sha256);
    const behind = await receiveWithFile(5);
    const path = await backUp();
    await town.end();
    const other = await restore(path, undefined, { fetch: refusing(stuck) });
    await other.until(({ kind, restoredWaits }) => kind === 'live' && restoredWaits === 5);
    await other.until(({ kind, restoredWaits }) => kind === 'live' && restoredWaits === 4, 20_000);
    await other.agree();
    expect(await other.download(behind.sha256)).toEqual(behind.bytes);
    expect((await other.store.readCase(behind.caseId))?.timeline).toHaveLength(1);
    await other.end();
  });

  it('says that the chain it brings went bad, and goes on with everything else', async () => {
    await receiveOne(town);
    await town.agree();
    const { deviceId } = town.open.session.device;
    const path = await backUp();
    await town.end();
    const other = await restore(path, (userData) =>
      damage(join(userData, 'restored', deviceId, 'ledger', '00000001.ljl')),
    );
    await other.agree();
    expect(await other.store.syncStatus()).toMatchObject({ kind: 'live', restoredChainDamaged: true });
    await receiveOne(other);
    await other.agree();
    expect(await other.store.counts()).toMatchObject({ all: 2, attention: 0 });
    await other.end();
  });

  it('is refused as a whole where its journal does not hold, and nothing is put in place', async () => {
    await receiveOne(town);
    const userData = join(folder, 'third-pc');
    expect(await unpackAndCheck(userData, await backUp(), '000000000000')).toEqual({
      kind: 'wrongPassphrase',
    });
    // The disk had gone bad beneath the ledger before it was backed up.
    await damage(join(town.folder, 'ledger', '00000001.ljl'));
    expect(await unpackAndCheck(userData, await backUp(), passphrase)).toEqual({ kind: 'damagedBackup' });
    expect(await readdir(userData)).toEqual([]);
    await town.end();
  });
});

describe('backups as they are planned', () => {
  it('are written when they are due, the newest stay, and a missing stick is told and costs nothing', async () => {
    const stick = join(folder, 'stick');
    await mkdir(stick);
    let now = new Date('2026-11-23T02:00:00Z');
    const { session, signingKey } = town.open;
    const publicKeys = new Map([[session.credentialId, publicKeyText(signingKey)]]);
    const backups = createBackups({
      userData: town.folder,
      version: '0.1.0',
      vault: { publicKeys: () => Promise.resolve(publicKeys) },
      chooseFolder: () => Promise.resolve(stick),
      now: () => now,
    });
    const plan = { everyDays: 1, keep: 2 };
    expect(await backups.setUp(town.open, plan)).toEqual({ kind: 'passphraseMissing' });
    expect(await backups.setUp(town.open, { ...plan, passphrase })).toMatchObject({ kind: 'ready' });
    await receiveOne(town);
    await backups.writeIfDue(town.open);
    const first = await readdir(stick);
    expect(first).toHaveLength(1);
    await backups.writeIfDue(town.open);
    expect(await readdir(stick)).toEqual(first);
    await writeFile(join(stick, `${first[0] ?? ''}.part`), 'cut off');
    for (let day = 0; day < 2; day += 1) {
      now = new Date(now.getTime() + 86_400_000);
      await backups.writeIfDue(town.open);
    }
    const kept = await readdir(stick);
    expect(kept).toHaveLength(2);
    expect(kept).not.toContain(first[0]);
    const { last } = await backups.read();
    expect(last).toMatchObject({ writtenAt: now.toISOString() });

    await rename(stick, `${stick}-away`);
    now = new Date(now.getTime() + 86_400_000);
    expect(await backups.write(town.open)).toMatchObject({ failure: { fault: 'folderMissing' }, last });
    await rename(`${stick}-away`, stick);
    expect((await backups.write(town.open)).failure).toBeUndefined();
    const acts = (await town.open.audit.latest(50)).map(({ act }) => act.what);
    expect(acts.filter((what) => what === 'backedUp')).toHaveLength(4);
    expect(await unpackAndCheck(join(folder, 'pc'), join(stick, kept[1] ?? ''), passphrase)).toMatchObject({
      kind: 'unpacked',
      last: 1,
    });
    await town.end();
  });
});
