import { join } from 'node:path';
import { z } from 'zod';
import { Device } from '@shared/bridge/session';
import { Id } from '@shared/casework/identifiers';
import { readIfPresent, writeDurably } from '../../files/durableFile';
import { AccountWrap } from './accountWrap';
import { Admission } from './admission';

/** vault.json. `credentials`: public key (raw, base64) of every credential that ever signed here, never removed. */
const VaultFile = z.strictObject({
  payloadVersion: z.literal(1),
  admission: Admission,
  accounts: z.array(AccountWrap),
  credentials: z.record(Id, z.base64()),
});
type VaultFile = z.infer<typeof VaultFile>;

/** The two files that make this PC an enrolled device: device.json (open to anybody) and vault.json (wrapped keys). */
export type Vault = {
  findDevice: () => Promise<Device | undefined>;
  /**
   * Records an enrolment, with the credentials that signed what was restored here. device.json comes last and is what makes it
   * count.
   */
  enrol: (
    device: Device,
    admission: Admission,
    credentials?: Readonly<Record<string, string>>,
  ) => Promise<void>;
  admission: () => Promise<Admission>;
  accounts: () => Promise<AccountWrap[]>;
  findAccount: (loginName: string) => Promise<AccountWrap | undefined>;
  saveAccount: (wrap: AccountWrap, credential?: { id: string; publicKey: string }) => Promise<void>;
  removeAccount: (loginName: string) => Promise<void>;
  /** The platform has withdrawn this device: without any wrap nothing here can be opened any more, unless it is let in again. */
  removeAllAccounts: () => Promise<void>;
  publicKeys: () => Promise<ReadonlyMap<string, string>>;
};

const json = (value: unknown) => JSON.stringify(value, undefined, 2);

/** Opens the vault of a user-data folder. Every change replaces the file as a whole, durably. */
export function createVault(folder: string): Vault {
  const devicePath = join(folder, 'device.json');
  const vaultPath = join(folder, 'vault.json');
  const read = async (): Promise<VaultFile> => {
    const text = await readIfPresent(vaultPath);
    if (!text) throw new Error('this device is not enrolled');
    return VaultFile.parse(JSON.parse(text.toString('utf8')));
  };
  const write = (file: VaultFile) => writeDurably(vaultPath, json(file));
  const others = (accounts: AccountWrap[], loginName: string) =>
    accounts.filter((account) => account.loginName !== loginName);

  return {
    async findDevice() {
      const text = await readIfPresent(devicePath);
      return text && Device.parse(JSON.parse(text.toString('utf8')));
    },
    async enrol(device, admission, credentials = {}) {
      await write({ payloadVersion: 1, admission, accounts: [], credentials: { ...credentials } });
      await writeDurably(devicePath, json(device));
    },
    admission: async () => (await read()).admission,
    accounts: async () => ((await readIfPresent(vaultPath)) ? (await read()).accounts : []),
    findAccount: async (loginName) =>
      (await read()).accounts.find((account) => account.loginName === loginName),
    async saveAccount(wrap, credential) {
      const file = await read();
      // Most recent first: that is how the sign-in screen offers them.
      const accounts = [wrap, ...others(file.accounts, wrap.loginName)];
      const credentials = credential
        ? { ...file.credentials, [credential.id]: credential.publicKey }
        : file.credentials;
      await write({ ...file, accounts, credentials });
    },
    async removeAccount(loginName) {
      const file = await read();
      await write({ ...file, accounts: others(file.accounts, loginName) });
    },
    async removeAllAccounts() {
      await write({ ...(await read()), accounts: [] });
    },
    publicKeys: async () => new Map(Object.entries((await read()).credentials)),
  };
}
