import { isDiskFull } from '../../files/durableFile';
import { openByRecoveryKey } from '../vault/recoveryKey';
import { withAnotherKey } from '../vault/replaceKeys';
import { openBySecret, wrapBySecret } from '../vault/secretWrap';
import type { Vault } from '../vault/vault';

export type Admitted =
  | { kind: 'admitted'; dataKey: Buffer; recovered: boolean }
  /** The platform vouches for the account and its secret opens nothing here: this device is known there by another one. */
  | { kind: 'admissionLost'; hasRecoveryKey: boolean }
  | { kind: 'wrongRecoveryKey' };

/**
 * The newest data key for an account that the platform vouches for: by the admission secret, or, where that one opens nothing here, by the
 * office's recovery key, and then the admission is made anew. A device that was withdrawn and let in again gets another data key first.
 */
export async function admitAccount(
  vault: Vault,
  admissionSecret: Uint8Array,
  recoverySecret: Uint8Array | undefined,
): Promise<Admitted> {
  const file = await vault.read();
  const admitted = await openBySecret('admission', admissionSecret, file.admission);
  if (!admitted && !recoverySecret)
    return { kind: 'admissionLost', hasRecoveryKey: file.recovery !== undefined };
  const opened = admitted ?? (recoverySecret && (await openByRecoveryKey(vault, recoverySecret)));
  if (!opened) return { kind: 'wrongRecoveryKey' };
  const recovered = admitted === undefined;
  const isOld = file.admission.boxKey === undefined || file.admission.handed !== undefined;
  if (!recovered && !isOld && !file.replaceKeys) return { kind: 'admitted', dataKey: opened, recovered };
  try {
    const admission = await wrapBySecret('admission', admissionSecret, opened);
    await vault.change((present) => ({ ...present, admission }));
    if (!file.replaceKeys) return { kind: 'admitted', dataKey: opened, recovered };
    const ring = await vault.openRing(Buffer.from(opened));
    if (!ring) throw new Error('what was admitted opens the ring');
    await vault.change((present) => withAnotherKey(present, ring));
    const replaced = await openBySecret('admission', admissionSecret, (await vault.read()).admission);
    if (!replaced) throw new Error('what was just handed over opens');
    return { kind: 'admitted', dataKey: replaced, recovered };
  } catch (error) {
    // A full disk must not lock anybody out; it is done the next time.
    if (!isDiskFull(error)) throw error;
    return { kind: 'admitted', dataKey: opened, recovered };
  }
}
