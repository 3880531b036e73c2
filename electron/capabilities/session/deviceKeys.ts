import type { Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import { mayKeepKeys } from '@shared/identity/mayKeepKeys';
import { isDiskFull } from '../../files/durableFile';
import { newestKey, ringOf } from '../../sealing/keyRing';
import type { RecoveryKeys } from '../vault/recoveryKey';
import { CannotHandOver, withAnotherKey } from '../vault/replaceKeys';
import type { Vault } from '../vault/vault';
import type { OpenSession } from './openSession';

type Given = { vault: Vault; recoveryKeys: RecoveryKeys };

const mustKeepKeys = ({ session }: OpenSession): void => {
  if (!mayKeepKeys(session.account)) throw new Error('the page offers this to nobody else');
};

/** What the settings show of this device's keys. */
export async function readKeys(
  { session }: OpenSession,
  vault: Vault,
): Promise<Output<PageChannels['recovery.read']>> {
  const { recovery, keyNumber } = await vault.read();
  const madeAt = recovery ? { madeAt: recovery.madeAt } : {};
  return { ...madeAt, mayMake: mayKeepKeys(session.account), keyNumber };
}

/** Makes a recovery key for this device, or takes one that the office has. */
export async function makeRecoveryKey(
  open: OpenSession,
  { recoveryKeys }: Given,
  existing: Uint8Array<ArrayBuffer> | undefined,
): Promise<Output<PageChannels['recovery.make']>> {
  mustKeepKeys(open);
  const { secret } = await recoveryKeys.make(newestKey(ringOf(open.dataKey)), existing);
  return { kind: 'made', recoveryKey: secret };
}

/** Lets the key that was made last count. `open`: who is signed in; nobody is right after an enrolment. */
export async function confirmRecoveryKey(
  open: OpenSession | undefined,
  { vault, recoveryKeys }: Given,
): Promise<Output<PageChannels['recovery.confirm']>> {
  const replaced = (await vault.read()).recovery !== undefined;
  const kind = await recoveryKeys.confirm();
  if (kind === 'kept') await open?.audit.note({ what: 'recoveryKeyMade', replaced });
  return { kind };
}

/** Replaces the data key. The session that asked still seals with the old one and is to be ended by the caller. */
export async function replaceKeys(
  open: OpenSession,
  { vault }: Given,
): Promise<Output<PageChannels['keys.replace']>> {
  mustKeepKeys(open);
  const ring = ringOf(open.dataKey);
  try {
    await vault.change((file) => withAnotherKey(file, ring));
  } catch (error) {
    if (error instanceof CannotHandOver) return { kind: 'signInOnlineFirst' };
    if (isDiskFull(error)) return { kind: 'diskFull' };
    throw error;
  }
  await open.audit.note({ what: 'keysReplaced', number: ring.newest + 1 });
  return { kind: 'replaced' };
}
