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
import type { Factor } from '../vault/factors';
import { isCostlyEnough } from '../vault/passwordKey';
import { offlineDaysLeft } from '../vault/offlineDays';
import { secondsToWait } from '../vault/retryDelay';
import type { Vault } from '../vault/vault';
import { admitAccount } from './admitAccount';

type SignInOutput = Output<PageChannels['session.signIn']>;
/** The account is who it says: its secrets are open, and where the platform said so, its first access token is there. */
type Proven = {
  kind: 'proven';
  secrets: AccountSecrets;
  mode: 'online' | 'offline';
  token?: AccessToken;
  password?: PasswordState;
  offlineDaysLeft?: number;
  /** The recovery key took the place of the admission secret. */
  recovered?: boolean;
  /** What the system's keyring held for this account is gone; its wrap was made anew. */
  keyringLost?: boolean;
};
export type Proof = Proven | Exclude<SignInOutput, { kind: 'signedIn' } | { kind: 'ledgerDamaged' }>;

type Given = {
  vault: Vault;
  transport: Transport;
  device: Device;
  loginName: string;
  password: string;
  /** The office's recovery key, where a person has typed it. */
  recoverySecret?: Uint8Array | undefined;
  now: () => Date;
  /** For how many days after the platform last vouched for it an account may do without the platform. */
  offlineDays: number;
};

/** What this device knows of the account before the platform is asked. `opened`: the password opened its wrap. */
type Known = {
  wrap: AccountWrap | undefined;
  opened: AccountSecrets | undefined;
  /** Its wrap cannot be opened by any password now. */
  keyringLost: boolean;
  /** Seconds until a password may be tried here without the platform: until then none was, right or wrong. */
  wait: number;
  /** What goes into a wrap that is made now. */
  factor: Factor | undefined;
};

/** Seconds to wait where the platform itself asks for a pause. */
const platformPause = 30;

/**
 * Proves an account by its password. Where the platform can be reached, it decides; where not, the wrap that the account
 * left on this device does. A password that was changed elsewhere no longer opens the wrap: the account then gets a new
 * signing key here, and the data key by the admission secret. So does one that the platform lets in while it has to wait here: during
 * the wait no key is derived from what is typed.
 */
export async function proveAccount(given: Given): Promise<Proof> {
  const { vault, transport, device, loginName, password } = given;
  const known = await lookUp(given);
  const { wrap, opened } = known;
  const kept = wrap?.renewSigning ? undefined : opened?.signingSeed;
  const signingSeed = kept ?? newSigningSeed();
  const publicKey = publicKeyText(signingKeyOf(signingSeed));
  const { deviceId, platformUrl } = device;
  const result = await transport.call(platformUrl, 'signIn', { deviceId, loginName, password, publicKey });
  if (result.kind === 'answer') return proveOnline(given, known, { ...result, signingSeed, publicKey });
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
  if (known.keyringLost) return { kind: 'keyringLost', because: asUnreachable(result) };
  return proveOffline(given, wrap, known);
}

async function lookUp({ vault, loginName, password, now }: Given): Promise<Known> {
  const wrap = await vault.findAccount(loginName);
  const wait = wrap ? secondsToWait(wrap, now()) : 0;
  const named = wrap?.factorId === undefined ? undefined : await vault.findFactor(wrap.factorId);
  const keyringLost = wrap?.factorId !== undefined && !named;
  const isTried = wrap !== undefined && !keyringLost && wait === 0;
  const opened = isTried ? await openWrap(password, wrap, named) : undefined;
  return { wrap, opened, keyringLost, wait, factor: await vault.presentFactor() };
}

type Answered = { answer: SignInAnswer; signingSeed: Buffer; publicKey: string };

/** Whether a wrap is what would be made now, claims aside. */
const isUpToDate = (wrap: AccountWrap, factor: Factor | undefined): boolean =>
  isCostlyEnough(wrap.derivation) &&
  wrap.factorId === factor?.id &&
  wrap.boxKey !== undefined &&
  wrap.handed === undefined;

async function proveOnline(
  { vault, password, loginName, recoverySecret, now }: Given,
  { wrap, opened, keyringLost, factor }: Known,
  { answer, signingSeed, publicKey }: Answered,
): Promise<Proof> {
  const { account, credentialId, token, password: state } = answer;
  if (account.loginName !== loginName) {
    // Another platform's answer.
    const because = { kind: 'strangeAnswer', status: 200, contentType: 'application/json' } as const;
    return { kind: 'firstSignInNeedsNetwork', because };
  }
  const secret = Buffer.from(answer.admissionSecret, 'base64');
  const admitted = await admitAccount(vault, secret, recoverySecret);
  secret.fill(0);
  if (admitted.kind !== 'admitted') return admitted;
  const { dataKey, recovered } = admitted;
  const secrets: AccountSecrets = { account, credentialId, dataKey, signingSeed };
  const sameClaims =
    opened?.credentialId === credentialId && JSON.stringify(opened.account) === JSON.stringify(account);
  opened?.dataKey.fill(0);
  // What another rotation has put beside it since is looked at again: the keys may have been replaced a moment ago.
  const present = await vault.findAccount(loginName);
  const holds = present !== undefined && wrap !== undefined && sameClaims && isUpToDate(present, factor);
  const kept = holds ? forgive(present) : await wrapSecrets(password, secrets, { factor });
  const at = now().toISOString();
  const next = { ...kept, vouchedAt: at, seenAt: at };
  try {
    await vault.saveAccount(next, { id: credentialId, publicKey });
  } catch (error) {
    // A full disk must not lock out an account whose wrap already says the same.
    if (!(sameClaims && isDiskFull(error))) throw error;
  }
  return { kind: 'proven', secrets, mode: 'online', token, password: state, recovered, keyringLost };
}

async function proveOffline(
  { vault, password, now, offlineDays }: Given,
  wrap: AccountWrap,
  { opened, factor, wait }: Known,
): Promise<Proof> {
  if (wait > 0) return { kind: 'waitBeforeRetry', seconds: wait };
  if (opened) {
    const left = offlineDaysLeft(wrap, offlineDays, now());
    if (left < 0) {
      opened.dataKey.fill(0);
      opened.signingSeed.fill(0);
      return { kind: 'offlineTooLong', days: offlineDays };
    }
    const seenAt = [now().toISOString(), wrap.seenAt ?? ''].sort().at(-1);
    const { vouchedAt, renewSigning } = wrap;
    const next = isUpToDate(wrap, factor)
      ? forgive(wrap)
      : { ...(await wrapSecrets(password, opened, { factor })), vouchedAt, renewSigning };
    await vault.saveAccount({ ...next, seenAt }).catch((error: unknown) => {
      // A full disk must not lock anybody out.
      if (!isDiskFull(error)) throw error;
    });
    return { kind: 'proven', secrets: opened, mode: 'offline', offlineDaysLeft: left };
  }
  await vault.saveAccount({ ...wrap, failures: wrap.failures + 1, lastFailureAt: now().toISOString() });
  return { kind: 'wrongPassword' };
}

const forgive = ({ lastFailureAt: _, ...wrap }: AccountWrap): AccountWrap => ({ ...wrap, failures: 0 });
