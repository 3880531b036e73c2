import type { Input, Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import { passwordFault } from '@shared/identity/passwordRules';
import { isDiskFull } from '../../files/durableFile';
import { newestKey, ringOf } from '../../sealing/keyRing';
import { signingSeedOf } from '../../sealing/signingKey';
import { asUnreachable } from '../transport/asUnreachable';
import { wrapSecrets } from '../vault/accountWrap';
import type { Vault } from '../vault/vault';
import type { OpenSession } from './openSession';

type Change = PageChannels['password.change'];

/**
 * Changes the signed-in person's password: first on the platform, which decides, then in the wrap on this device. Ends this process in
 * between, the next sign-in with a network makes the wrap anew; until then the old password opens this device without one.
 */
export async function changePassword(
  { session, dataKey, signingKey, platform, audit }: OpenSession,
  vault: Vault,
  { current, next }: Input<Change>,
  now: () => Date,
): Promise<Output<Change>> {
  const { account, credentialId } = session;
  const fault = passwordFault(next, { loginName: account.loginName, current });
  if (fault !== undefined) return { kind: 'weak', fault };
  const result = await platform.call('changePassword', { current, next });
  if (result.kind === 'problem' && result.problem.code === 'wrongPassword') return { kind: 'wrongPassword' };
  if (result.kind === 'problem' && result.problem.code === 'tooManyRequests')
    return { kind: 'waitBeforeRetry' };
  if (result.kind !== 'answer') return asUnreachable(result);
  const signingSeed = signingSeedOf(signingKey);
  const at = now().toISOString();
  try {
    const secrets = { account, credentialId, dataKey: newestKey(ringOf(dataKey)), signingSeed };
    const wrap = await wrapSecrets(next, secrets, { factor: await vault.presentFactor() });
    // Whoever knew the old password may have the signing key: the next sign-in with a network gives another one.
    await vault.saveAccount({ ...wrap, vouchedAt: at, seenAt: at, renewSigning: true });
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    return { kind: 'changedOnPlatformOnly', state: result.answer };
  } finally {
    signingSeed.fill(0);
  }
  await audit.note({ what: 'passwordChanged' });
  return { kind: 'changed', state: result.answer };
}
