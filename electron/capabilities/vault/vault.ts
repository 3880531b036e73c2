import { join } from 'node:path';
import { Device } from '@shared/bridge/session';
import { isDiskFull, readIfPresent, writeDurably } from '../../files/durableFile';
import type { KeyRing } from '../../sealing/keyRing';
import type { AccountWrap } from './accountWrap';
import { mostFactors, newFactor, noKeyring, openFactor, type Factor, type SystemKeyring } from './factors';
import { ringBehind, sealOlder, VaultFile } from './vaultFile';

/** What an enrolment brings. `ring`: by default the device's first key, which `admission` wraps. */
export type Enrolled = Pick<VaultFile, 'admission'> &
  Partial<Pick<VaultFile, 'credentials'>> & { ring?: KeyRing };

/** The two files that make this PC an enrolled device: device.json (open to anybody) and vault.json (wrapped keys). */
export type Vault = {
  findDevice: () => Promise<Device | undefined>;
  /**
   * Records an enrolment, with the keys and credentials that sealed and signed what was restored here. device.json comes last and is
   * what makes it count.
   */
  enrol: (device: Device, enrolled: Enrolled) => Promise<void>;
  read: () => Promise<VaultFile>;
  /**
   * Replaces the file by what `change` makes of it, as a whole and durably; one change after the other. What `change` throws is thrown
   * here and nothing has changed.
   */
  change: (change: (file: VaultFile) => VaultFile | Promise<VaultFile>) => Promise<void>;
  accounts: () => Promise<AccountWrap[]>;
  findAccount: (loginName: string) => Promise<AccountWrap | undefined>;
  saveAccount: (wrap: AccountWrap, credential?: { id: string; publicKey: string }) => Promise<void>;
  removeAccount: (loginName: string) => Promise<void>;
  /**
   * The platform has withdrawn this device: no password opens anything here any more. The office's recovery key still does; and where the
   * platform lets it in again, whoever signs in first gets another data key.
   */
  removeAllAccounts: () => Promise<void>;
  publicKeys: () => Promise<ReadonlyMap<string, string>>;
  /** All data keys behind the newest, which becomes the ring's own; undefined where it is not the newest here. */
  openRing: (newest: Buffer) => Promise<KeyRing | undefined>;
  /** The factor that a wrap names; undefined where the system's keyring does not give it back. */
  findFactor: (id: string) => Promise<Factor | undefined>;
  /** The factor for wraps that are made now; undefined where the system has no real keyring. */
  presentFactor: () => Promise<Factor | undefined>;
};

const json = (value: unknown) => JSON.stringify(value, undefined, 2);

/** Opens the vault of a user-data folder. Every change replaces the file as a whole, durably. */
export function createVault(folder: string, keyring: SystemKeyring = noKeyring): Vault {
  const devicePath = join(folder, 'device.json');
  const vaultPath = join(folder, 'vault.json');
  let turn: Promise<unknown> = Promise.resolve();
  const read = async (): Promise<VaultFile> => {
    const text = await readIfPresent(vaultPath);
    if (!text) throw new Error('this device is not enrolled');
    return VaultFile.parse(JSON.parse(text.toString('utf8')));
  };
  const write = (file: VaultFile) => writeDurably(vaultPath, json({ ...file, payloadVersion: 2 }));
  const change: Vault['change'] = (make) => {
    const made = turn.then(async () => write(await make(await read())));
    turn = made.catch(() => undefined);
    return made;
  };
  const others = (accounts: AccountWrap[], loginName: string) =>
    accounts.filter((account) => account.loginName !== loginName);

  return {
    read,
    change,
    async findDevice() {
      const text = await readIfPresent(devicePath);
      return text && Device.parse(JSON.parse(text.toString('utf8')));
    },
    async enrol(device, { admission, credentials = {}, ring }) {
      const keys = ring ? { keyNumber: ring.newest, olderKeys: sealOlder(ring) } : {};
      await write(
        VaultFile.parse({
          payloadVersion: 2,
          ...keys,
          admission,
          accounts: [],
          credentials: { ...credentials },
        }),
      );
      await writeDurably(devicePath, json(device));
    },
    accounts: async () => ((await readIfPresent(vaultPath)) ? (await read()).accounts : []),
    findAccount: async (loginName) =>
      (await read()).accounts.find((account) => account.loginName === loginName),
    saveAccount: (wrap, credential) =>
      change((file) => ({
        ...file,
        // Most recent first: that is how the sign-in screen offers them.
        accounts: [wrap, ...others(file.accounts, wrap.loginName)],
        credentials: credential
          ? { ...file.credentials, [credential.id]: credential.publicKey }
          : file.credentials,
      })),
    removeAccount: (loginName) => change((file) => ({ ...file, accounts: others(file.accounts, loginName) })),
    removeAllAccounts: () => change((file) => ({ ...file, accounts: [], replaceKeys: true })),
    publicKeys: async () => new Map(Object.entries((await read()).credentials)),
    openRing: async (newest) => ringBehind(await read(), newest),
    findFactor: async (id) =>
      openFactor(
        keyring,
        (await read()).factors.find((factor) => factor.id === id),
      ),
    async presentFactor() {
      const known = openFactor(keyring, (await read()).factors[0]);
      if (known) return known;
      const made = newFactor(keyring);
      if (!made) return undefined;
      try {
        await change((file) => ({ ...file, factors: [made.sealed, ...file.factors].slice(0, mostFactors) }));
      } catch (error) {
        // A full disk must not lock anybody out.
        if (isDiskFull(error)) return undefined;
        throw error;
      }
      return made.factor;
    },
  };
}
