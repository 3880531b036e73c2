import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { proveAccount } from '../session/proveAccount';
import { wrapBySecret } from './secretWrap';
import { systemKeyring } from './systemKeyring';
import { createVault, type Vault } from './vault';
import { someDevice, someKeyring, somePlatform } from './vaultFixture';

let folder: string;
let vault: Vault;
let platform: ReturnType<typeof somePlatform>;
let system: ReturnType<typeof someKeyring>;

const prove = (at = vault, password = 'first-password') =>
  proveAccount({
    vault: at,
    transport: platform.transport,
    device: someDevice,
    loginName: 'one',
    password,
    now: () => new Date('2026-03-02T09:00:00+08:00'),
    offlineDays: 30,
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
  system = someKeyring();
  vault = createVault(folder, system.keyring);
  platform = somePlatform({ one: 'first-password' });
  await vault.enrol(someDevice, {
    admission: await wrapBySecret('admission', platform.admissionSecret, randomBytes(32)),
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the system's keyring", () => {
  it('is needed beside the password: a copied folder opens nowhere else', async () => {
    await prove();
    platform.online = false;
    expect((await prove()).kind).toBe('proven');
    expect((await prove(vault, 'another')).kind).toBe('wrongPassword');
    const copy = await mkdtemp(join(tmpdir(), 'vault-'));
    await cp(folder, copy, { recursive: true });
    const elsewhere = createVault(copy, someKeyring().keyring);
    expect(await prove(elsewhere)).toEqual({ kind: 'keyringLost', because: { kind: 'offline' } });
    await rm(copy, { recursive: true });
  });

  it('locks nobody out where it is gone: a sign-in with a network heals it, and says so', async () => {
    const before = await prove();
    system.remake();
    platform.online = false;
    expect((await prove()).kind).toBe('keyringLost');
    platform.online = true;
    const healed = await prove();
    expect(healed).toMatchObject({ kind: 'proven', keyringLost: true });
    expect(await prove()).toMatchObject({ kind: 'proven', keyringLost: false });
    platform.online = false;
    const offline = await prove();
    if (before.kind !== 'proven' || offline.kind !== 'proven') throw new Error('not proven');
    expect(offline.secrets.dataKey).toEqual(before.secrets.dataKey);
  });

  it('is done without where there is none, and taken up at the next sign-in once there is one', async () => {
    system.state.isThere = false;
    await prove();
    platform.online = false;
    expect((await prove()).kind).toBe('proven');
    expect((await vault.findAccount('one'))?.factorId).toBeUndefined();
    system.state.isThere = true;
    expect((await prove()).kind).toBe('proven');
    expect((await vault.findAccount('one'))?.factorId).toBeDefined();
    expect((await prove()).kind).toBe('proven');
  });

  it('comes back after it was locked, with nobody asked for anything', async () => {
    await prove();
    platform.online = false;
    system.state.isThere = false;
    expect((await prove()).kind).toBe('keyringLost');
    system.state.isThere = true;
    expect((await prove()).kind).toBe('proven');
  });
});

describe("Electron's safeStorage", () => {
  const storage = (backend: string | undefined, available = true) => ({
    isEncryptionAvailable: () => available,
    encryptString: (text: string) => Buffer.from(text).reverse(),
    decryptString: (bytes: Buffer) => Buffer.from(bytes).reverse().toString('utf8'),
    ...(backend === undefined ? {} : { getSelectedStorageBackend: () => backend as 'unknown' }),
  });
  const takes = (keyring: ReturnType<typeof systemKeyring>) => {
    const sealed = keyring.seal(Buffer.from('abc'));
    return sealed && keyring.open(sealed)?.toString();
  };

  it('counts where a real keyring stands behind it, and only there', () => {
    expect(takes(systemKeyring(storage('gnome_libsecret'), 'linux'))).toBe('abc');
    expect(takes(systemKeyring(storage('kwallet5'), 'linux'))).toBe('abc');
    expect(takes(systemKeyring(storage(undefined), 'win32'))).toBe('abc');
    for (const backend of ['basic_text', 'unknown', undefined])
      expect(takes(systemKeyring(storage(backend), 'linux'))).toBeUndefined();
    expect(takes(systemKeyring(storage('kwallet5', false), 'linux'))).toBeUndefined();
  });

  it('counts as none where it fails', () => {
    const failing = () => {
      throw new Error('the keyring is locked');
    };
    const broken = { ...storage('gnome_libsecret'), encryptString: failing, decryptString: failing };
    expect(takes(systemKeyring(broken, 'linux'))).toBeUndefined();
    expect(systemKeyring(broken, 'linux').open(Buffer.from('x'))).toBeUndefined();
  });
});
