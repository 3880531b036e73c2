import { randomBytes } from 'node:crypto';
import { lastKey } from '@shared/sealing/sealedRecord';
import { closeBox } from '../../sealing/box';
import type { KeyRing } from '../../sealing/keyRing';
import { holderOf } from './accountWrap';
import type { SecretHolder, SecretWrap } from './secretWrap';
import { sealOlder, type VaultFile } from './vaultFile';

/** A vault from before keys could be replaced, in which somebody has to sign in with a network first. */
export class CannotHandOver extends Error {
  override readonly name = 'CannotHandOver';
}

/**
 * Gives a vault another data key 更换数据密钥: every holder finds it in a box beside the wrap that it has, so that nobody's password and
 * no network is needed, and the older keys lie sealed by it. What was sealed so far stays as it is and can still be read; whatever
 * is sealed from now on cannot be read by somebody who knew the old key only. Each account gets another signing key at its next sign-in
 * with a network. Nothing is written here: the file counts when it stands on the disk as a whole, and until then the one before it.
 */
export async function withAnotherKey(file: VaultFile, ring: KeyRing): Promise<VaultFile> {
  if (file.keyNumber !== ring.newest) throw new Error('the ring is not the one of this vault');
  if (ring.newest >= lastKey) throw new Error('no number is left for another key');
  const number = ring.newest + 1;
  const dataKey = randomBytes(32);
  const handTo = async (boxKey: string | undefined, holder: string) => {
    if (boxKey === undefined) throw new CannotHandOver();
    return closeBox(boxKey, dataKey, holder);
  };
  const secret = async <W extends SecretWrap>(wrap: W, holder: SecretHolder): Promise<W> => ({
    ...wrap,
    handed: await handTo(wrap.boxKey, holder),
  });
  try {
    return {
      ...file,
      keyNumber: number,
      olderKeys: sealOlder({ newest: number, keys: new Map([...ring.keys, [number, dataKey]]) }),
      admission: await secret(file.admission, 'admission'),
      ...(file.recovery && { recovery: await secret(file.recovery, 'recovery') }),
      replaceKeys: false,
      // Whoever has not signed in since boxes were known needs the network once.
      accounts: await Promise.all(
        file.accounts
          .filter(({ boxKey }) => boxKey !== undefined)
          .map(async (wrap) => ({
            ...wrap,
            handed: await handTo(wrap.boxKey, holderOf(wrap.loginName)),
            renewSigning: true,
          })),
      ),
    };
  } finally {
    dataKey.fill(0);
  }
}
