import { randomBytes } from 'node:crypto';
import { isDiskFull } from '../../files/durableFile';
import { openBySecret, wrapBySecret, type SecretWrap } from './secretWrap';
import type { Vault } from './vault';

type Made = { kind: 'made'; secret: Uint8Array<ArrayBuffer> };

/** The office's recovery key 单位恢复密钥 on its way to paper: it counts once a person has confirmed to have it. */
export type RecoveryKeys = {
  /** Wraps the newest data key by a secret: a new one, or the one that the office has on paper already. */
  make: (dataKey: Uint8Array, secret?: Uint8Array<ArrayBuffer>) => Promise<Made>;
  /** The key that was made last counts from now on, in the place of any before it. */
  confirm: () => Promise<'kept' | 'diskFull' | 'nothingMade'>;
  /** It is not kept: whoever saw it has nothing. */
  discard: () => void;
};

type Given = { vault: Vault; now?: () => Date };

/** What was made and not confirmed lives in memory only, as a wrap: the secret itself is forgotten here at once. */
export function createRecoveryKeys({ vault, now = () => new Date() }: Given): RecoveryKeys {
  let made: SecretWrap | undefined;
  return {
    async make(dataKey, secret = new Uint8Array(randomBytes(32))) {
      made = await wrapBySecret('recovery', secret, dataKey);
      return { kind: 'made', secret };
    },
    async confirm() {
      const wrap = made;
      if (!wrap) return 'nothingMade';
      try {
        const madeAt = now().toISOString();
        await vault.change((file) => ({ ...file, recovery: { ...wrap, madeAt } }));
      } catch (error) {
        if (isDiskFull(error)) return 'diskFull';
        throw error;
      }
      made = undefined;
      return 'kept';
    },
    discard() {
      made = undefined;
    },
  };
}

/** The newest data key by the recovery key; undefined where it is another one, or this device has none. */
export async function openByRecoveryKey(vault: Vault, secret: Uint8Array): Promise<Buffer | undefined> {
  const { recovery } = await vault.read();
  return recovery && openBySecret('recovery', secret, recovery);
}
