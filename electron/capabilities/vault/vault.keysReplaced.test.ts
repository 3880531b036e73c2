import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newestKey, type KeyRing } from '../../sealing/keyRing';
import { openSeal, seal } from '../../sealing/seal';
import { someEvent, someKeys, openWhole } from '../ledger/ledgerFixture';
import { createMaterials } from '../materials/materials';
import { proveAccount } from '../session/proveAccount';
import { openWrap } from './accountWrap';
import { createRecoveryKeys, openByRecoveryKey } from './recoveryKey';
import { CannotHandOver, withAnotherKey } from './replaceKeys';
import { openBySecret, wrapBySecret } from './secretWrap';
import { createVault, type Vault } from './vault';
import { someDevice, somePlatform } from './vaultFixture';

const passwords = { one: 'first-password', two: 'second-password' };
let folder: string;
let vault: Vault;
let platform: ReturnType<typeof somePlatform>;
let recovery: Uint8Array;

const prove = (loginName: 'one' | 'two', at = vault) =>
  proveAccount({
    vault: at,
    transport: platform.transport,
    device: someDevice,
    loginName,
    password: passwords[loginName],
    now: () => new Date('2026-03-02T09:00:00+08:00'),
    offlineDays: 30,
  });

async function ringOfAccount(loginName: 'one' | 'two', at = vault): Promise<KeyRing> {
  const proof = await prove(loginName, at);
  if (proof.kind !== 'proven') throw new Error(`${loginName}: ${proof.kind}`);
  const ring = await at.openRing(proof.secrets.dataKey);
  if (!ring) throw new Error(`${loginName}: not the newest key`);
  return ring;
}

/** What the account's wrap opens by itself, without the platform. */
async function byPassword(loginName: 'one' | 'two', at: Vault): Promise<KeyRing | undefined> {
  const wrap = await at.findAccount(loginName);
  const opened = wrap && (await openWrap(passwords[loginName], wrap));
  return opened && at.openRing(opened.dataKey);
}

/** Every way into the device, each from a copy of the folder as it stands: what all of them open. */
async function waysIn(from: string): Promise<string[]> {
  const ways = {
    one: (at: Vault) => byPassword('one', at),
    two: (at: Vault) => byPassword('two', at),
    admission: async (at: Vault) => {
      const newest = await openBySecret('admission', platform.admissionSecret, (await at.read()).admission);
      return newest && at.openRing(newest);
    },
    recovery: async (at: Vault) => {
      const newest = await openByRecoveryKey(at, recovery);
      return newest && at.openRing(newest);
    },
  };
  const found: string[] = [];
  for (const [name, way] of Object.entries(ways)) {
    const copy = await mkdtemp(join(tmpdir(), 'vault-'));
    await cp(from, copy, { recursive: true });
    const ring = await way(createVault(copy));
    await rm(copy, { recursive: true });
    if (!ring) throw new Error(`${name} opens nothing`);
    found.push(
      [...ring.keys]
        .map(([number, key]) => `${number}:${key.toString('hex')}`)
        .sort()
        .join(' '),
    );
  }
  return found;
}

const replace = async (loginName: 'one' | 'two' = 'one') => {
  const ring = await ringOfAccount(loginName);
  await vault.change((file) => withAnotherKey(file, ring));
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
  vault = createVault(folder);
  platform = somePlatform(passwords);
  const dataKey = randomBytes(32);
  await vault.enrol(someDevice, {
    admission: await wrapBySecret('admission', platform.admissionSecret, dataKey),
  });
  const recoveryKeys = createRecoveryKeys({ vault });
  recovery = (await recoveryKeys.make(dataKey)).secret;
  await recoveryKeys.confirm();
  await prove('one');
  await prove('two');
  platform.online = false;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('replacing the data key', () => {
  it('hands the new key to every account, the platform and the paper, without their passwords and without a network', async () => {
    const before = await ringOfAccount('one');
    await replace();
    const [first, ...others] = await waysIn(folder);
    expect(first).toContain(`1:${newestKey(before).toString('hex')}`);
    expect(first).toMatch(/2:[0-9a-f]{64}/);
    for (const other of others) expect(other).toBe(first);
  });

  it('leaves the device open for everybody, whatever state of its file a kill leaves behind', async () => {
    const states: Buffer[] = [];
    const look = async () => states.push(await readFile(join(folder, 'vault.json')));
    await look();
    await replace();
    await look();
    await ringOfAccount('two');
    await look();
    await replace('two');
    await look();
    platform.online = true;
    await ringOfAccount('one');
    await look();
    platform.online = false;
    await replace('one');
    await look();
    for (const [index, state] of states.entries()) {
      await writeFile(join(folder, 'vault.json'), state);
      // What the write that was cut off has left beside it, as far as it had come.
      const next = states[index + 1] ?? state;
      await writeFile(join(folder, 'vault.json.cut-off.tmp'), next.subarray(0, next.length / 2));
      expect(new Set(await waysIn(folder)).size).toBe(1);
    }
  }, 60_000);

  it('reads on what was sealed before, and seals with the new key from then on', async () => {
    const { keys, signer } = someKeys();
    const with1 = { ...keys, dataKey: await ringOfAccount('one') };
    const journal = join(folder, 'ledger');
    const first = await openWhole(journal, with1, { segmentLimit: 400 });
    const file = {
      bytes: Buffer.from('%PDF-1.7 before'),
      kinds: ['application/pdf'] as const,
      maxBytes: 1e6,
    };
    const added = await createMaterials(join(folder, 'materials'), with1.dataKey).add(file);
    await first.append([someEvent(), someEvent()], signer);
    await replace();
    // The session that asked for it still writes until it ends.
    await first.append([someEvent()], signer);
    await first.close();
    const with2 = { ...keys, dataKey: await ringOfAccount('two') };
    const second = await openWhole(journal, with2, { segmentLimit: 400 });
    await second.append([someEvent()], signer);
    expect(await second.check(0, 100)).toEqual({ kind: 'holds', next: 4, last: 4 });
    expect((await second.read(0, 10)).events).toHaveLength(4);
    const materials = createMaterials(join(folder, 'materials'), with2.dataKey);
    if (added.kind !== 'added') throw new Error(added.kind);
    const reader = await materials.open(added.sha256);
    expect((await reader?.read(0, 100))?.toString()).toBe('%PDF-1.7 before');
    await reader?.close();
    await second.close();
    const sealed = seal(with2.dataKey, Buffer.from('after'), 'a');
    expect(openSeal(with1.dataKey, sealed, 'a')).toBeUndefined();
    expect(openSeal(with2.dataKey, sealed, 'a')?.toString()).toBe('after');
  });

  it('gives each account another signing key at its next sign-in with a network', async () => {
    const before = await prove('two');
    await replace();
    const offline = await prove('two');
    platform.online = true;
    const online = await prove('two');
    const again = await prove('two');
    const seeds = [before, offline, online, again].map((proof) =>
      proof.kind === 'proven' ? proof.secrets.signingSeed.toString('hex') : proof.kind,
    );
    expect(seeds[1]).toBe(seeds[0]);
    expect(seeds[2]).not.toBe(seeds[0]);
    expect(seeds[3]).toBe(seeds[2]);
    expect((await vault.publicKeys()).size).toBe(3);
  });

  it('happens by itself where a withdrawn device is let in again', async () => {
    platform.online = true;
    platform.problem = 'deviceRevoked';
    expect((await prove('one')).kind).toBe('deviceRevoked');
    platform.problem = undefined;
    const ring = await ringOfAccount('one');
    expect([...ring.keys.keys()].sort()).toEqual([1, 2]);
    expect(ring.newest).toBe(2);
    expect((await ringOfAccount('two')).newest).toBe(2);
  });

  it('waits for a sign-in with a network where the file is from before there were boxes', async () => {
    const ring = await ringOfAccount('one');
    await vault.change(({ admission: { boxKey: _, ...admission }, ...file }) => ({ ...file, admission }));
    await expect(vault.change((file) => withAnotherKey(file, ring))).rejects.toThrow(CannotHandOver);
    expect((await vault.read()).keyNumber).toBe(1);
    platform.online = true;
    await prove('one');
    await replace();
    expect((await vault.read()).keyNumber).toBe(2);
  });
});

describe('the recovery key', () => {
  it('opens nothing before somebody has confirmed to have it, and the one before it holds until then', async () => {
    const keys = createRecoveryKeys({ vault });
    const { dataKey } = await prove('one').then((proof) => {
      if (proof.kind !== 'proven') throw new Error(proof.kind);
      return proof.secrets;
    });
    const { secret } = await keys.make(dataKey);
    expect(await openByRecoveryKey(vault, secret)).toBeUndefined();
    expect(await openByRecoveryKey(vault, recovery)).toEqual(dataKey);
    expect(await keys.confirm()).toBe('kept');
    expect(await openByRecoveryKey(vault, secret)).toEqual(dataKey);
    expect(await openByRecoveryKey(vault, recovery)).toBeUndefined();
    expect(await keys.confirm()).toBe('nothingMade');
  });

  it('is nowhere on the disk in a form that can be read', async () => {
    const text = await readFile(join(folder, 'vault.json'), 'latin1');
    for (const form of ['base64', 'hex', 'latin1'] as const)
      expect(text).not.toContain(Buffer.from(recovery).toString(form));
  });

  it('takes the place of an admission that the platform has lost, and mends it', async () => {
    platform.online = true;
    platform.admissionSecret = randomBytes(32);
    const proven = (recoverySecret?: Uint8Array) =>
      proveAccount({
        vault,
        transport: platform.transport,
        device: someDevice,
        loginName: 'one',
        password: passwords.one,
        recoverySecret,
        now: () => new Date(),
        offlineDays: 30,
      });
    expect(await proven()).toEqual({ kind: 'admissionLost', hasRecoveryKey: true });
    expect(await proven(randomBytes(32))).toEqual({ kind: 'wrongRecoveryKey' });
    expect(await proven(recovery)).toMatchObject({ kind: 'proven', recovered: true });
    expect(await proven()).toMatchObject({ kind: 'proven', recovered: false });
  });
});
