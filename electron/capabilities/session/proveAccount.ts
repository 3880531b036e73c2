import type { Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { Device } from '@shared/bridge/session';
import type { PasswordState } from '@shared/protocol/password';
import type { AccessToken, SignInAnswer } from '@shared/protocol/signIn';
import { isDiskFull } from '../../files/durableFile';
import { newSigningSeed, publicKeyText, signingKeyOf } from '../../sealing/signingKey';
import { asUnreachable } from '../transport/asUnreachable';
import type { Transport } from '../transport/transport';
import { openWrap, wrapSecrets, type AccountSecrets, type AccountWrap } from '../vault/accountWrap';
import { admit } from '../vault/admission';
import { isCostlyEnough } from '../vault/passwordKey';
import { offlineDaysLeft } from '../vault/offlineDays';
import { secondsToWait } from '../vault/retryDelay';
import type { Vault } from '../vault/vault';

type SignInOutput = Output<PageChannels['session.signIn']>;
/** The account is who it says: its secrets are open, and where the platform said so, its first access token is there. */
type Proven = {
  kind: 'proven';
  secrets: AccountSecrets;
  mode: 'online' | 'offline';
  token?: AccessToken;
  password?: PasswordState;
  offlineDaysLeft?: number;
};
export type Proof = Proven | Exclude<SignInOutput, { kind: 'signedIn' } | { kind: 'ledgerDamaged' }>;

type Given = {
  vault: Vault;
  transport: Transport;
  device: Device;
  loginName: string;
  password: string;
  now: () => Date;
  /** For how many days after the platform last vouched for it an account may do without the platform. */
  offlineDays: number;
};

/** Seconds to wait where the platform itself asks for a pause. */
const platformPause = 30;

/**
 * Proves an account by its password. Where the platform can be reached, it decides; where not, the wrap that the account
 * left on this device does. A password that was changed elsewhere no longer opens the wrap: the account then gets a new
 * signing key here, and the data key by the admission secret.
 */
export async function proveAccount(given: Given): Promise<Proof> {
  const { vault, transport, device, loginName, password } = given;
  const wrap = await vault.findAccount(loginName);
  const opened = wrap && (await openWrap(password, wrap));
  const signingSeed = opened?.signingSeed ?? newSigningSeed();
  const publicKey = publicKeyText(signingKeyOf(signingSeed));
  const { deviceId, platformUrl } = device;
  const result = await transport.call(platformUrl, 'signIn', { deviceId, loginName, password, publicKey });
  if (result.kind === 'answer')
    return proveOnline(given, wrap, opened, { ...result, signingSeed, publicKey });
  if (result.kind === 'problem') {
    switch (result.problem.code) {
      case 'wrongPassword':
        return { kind: 'wrongPassword' };
      case 'accountDisabled':
        await vault.removeAccount(loginName);
        return { kind: 'accountDisabled' };
      case 'deviceRevoked':
        await vault.removeAllAccounts();
        return { kind: 'deviceRevoked' };
      case 'tooManyRequests':
        return { kind: 'waitBeforeRetry', seconds: platformPause };
      default:
    }
  }
  if (!wrap) return { kind: 'firstSignInNeedsNetwork', because: asUnreachable(result) };
  return proveOffline(given, wrap, opened);
}

type Answered = { answer: SignInAnswer; signingSeed: Buffer; publicKey: string };

async function proveOnline(
  { vault, password, loginName, now }: Given,
  wrap: AccountWrap | undefined,
  opened: AccountSecrets | undefined,
  { answer, signingSeed, publicKey }: Answered,
): Promise<Proof> {
  const { account, credentialId, admissionSecret, token, password: state } = answer;
  const dataKey = admit(Buffer.from(admissionSecret, 'base64'), await vault.admission());
  if (!dataKey || account.loginName !== loginName) {
    // Another platform's answer, or one that does not know this device's secret: nothing here opens with it.
    const because = { kind: 'strangeAnswer', status: 200, contentType: 'application/json' } as const;
    return { kind: 'firstSignInNeedsNetwork', because };
  }
  const secrets: AccountSecrets = { account, credentialId, dataKey, signingSeed };
  const sameClaims =
    opened?.credentialId === credentialId && JSON.stringify(opened.account) === JSON.stringify(account);
  opened?.dataKey.fill(0);
  const holds = wrap !== undefined && sameClaims && isCostlyEnough(wrap.derivation);
  const kept = holds ? forgive(wrap) : await wrapSecrets(password, secrets);
  const at = now().toISOString();
  const next = { ...kept, vouchedAt: at, seenAt: at };
  try {
    await vault.saveAccount(next, { id: credentialId, publicKey });
  } catch (error) {
    // A full disk must not lock out an account whose wrap already says the same.
    if (!(sameClaims && isDiskFull(error))) throw error;
  }
  return { kind: 'proven', secrets, mode: 'online', token, password: state };
}

async function proveOffline(
  { vault, password, now, offlineDays }: Given,
  wrap: AccountWrap,
  opened: AccountSecrets | undefined,
): Promise<Proof> {
  const seconds = secondsToWait(wrap, now());
  if (seconds > 0) return { kind: 'waitBeforeRetry', seconds };
  if (opened) {
    const left = offlineDaysLeft(wrap, offlineDays, now());
    if (left < 0) {
      opened.dataKey.fill(0);
      opened.signingSeed.fill(0);
      return { kind: 'offlineTooLong', days: offlineDays };
    }
    const seenAt = [now().toISOString(), wrap.seenAt ?? ''].sort().at(-1);
    const raised = isCostlyEnough(wrap.derivation) ? {} : await wrapSecrets(password, opened);
    await vault.saveAccount({ ...forgive(wrap), ...raised, seenAt }).catch((error: unknown) => {
      // A full disk must not lock anybody out.
      if (!isDiskFull(error)) throw error;
    });
    return { kind: 'proven', secrets: opened, mode: 'offline', offlineDaysLeft: left };
  }
  await vault.saveAccount({ ...wrap, failures: wrap.failures + 1, lastFailureAt: now().toISOString() });
  return { kind: 'wrongPassword' };
}

const forgive = ({ lastFailureAt: _, ...wrap }: AccountWrap): AccountWrap => ({ ...wrap, failures: 0 });
