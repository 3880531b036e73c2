import { join } from 'node:path';
import type { Input, Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import { forgetRing, ringOf } from '../../sealing/keyRing';
import { signingKeyOf, verifyingKeyOf } from '../../sealing/signingKey';
import { AuditAct } from '@shared/audit/auditEntry';
import { noteRestorations, openRestoredChains } from '../backup/restoredChains';
import { openAudit } from '../audit/audit';
import { waitingActs } from '../audit/waitingActs';
import { openLedger } from '../ledger/ledger';
import { reserveSize } from '../ledger/reserve';
import { openFiles } from '../materials/openFiles';
import type { Transport } from '../transport/transport';
import type { Vault } from '../vault/vault';
import type { OpenSession } from './openSession';
import { proveAccount } from './proveAccount';

type SignIn = PageChannels['session.signIn'];

/** Keeps the one session of this process. */
export type SessionKeeper = {
  signIn: (input: Input<SignIn>) => Promise<Output<SignIn>>;
  /** Ends the session: `onSignOut` runs first, then files are closed and keys overwritten. */
  signOut: () => Promise<void>;
  isOpen: () => boolean;
  /** The open session; throws where nobody is signed in, which a page that follows its own order never asks for. */
  current: () => OpenSession;
};

type Given = {
  userData: string;
  vault: Vault;
  transport: Transport;
  onSignOut: () => void;
  /** For how many days the office lets an account sign in without a network. */
  offlineDays: () => Promise<number>;
  now?: () => Date;
};

/** Makes the keeper of a user-data folder. Sign-ins and sign-outs run one after the other. */
export function createSessionKeeper(given: Given): SessionKeeper {
  const { userData, vault, transport, onSignOut, offlineDays, now = () => new Date() } = given;
  let open: OpenSession | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };

  const waiting = waitingActs(userData);
  async function noteFailure(loginName: string, reason: string): Promise<void> {
    const failure = AuditAct.safeParse({ what: 'signInFailed', loginName, reason, at: now().toISOString() });
    // A sign-in that never reached a decision (no network the first time) is no failure of a person.
    if (failure.success && failure.data.what === 'signInFailed')
      await waiting.note(failure.data).catch(() => undefined);
  }

  async function end(): Promise<void> {
    const ending = open;
    if (!ending) return;
    open = undefined;
    onSignOut();
    await ending.files.end();
    await ending.audit.note({ what: 'signedOut' });
    await ending.audit.close();
    await ending.restored.close();
    await ending.ledger.close();
    forgetRing(ringOf(ending.dataKey));
  }

  async function begin({ loginName, password, recoveryKey }: Input<SignIn>): Promise<Output<SignIn>> {
    await end();
    const device = await vault.findDevice();
    if (!device) throw new Error('nobody can sign in on a device that is not enrolled');
    const proof = await proveAccount({
      vault,
      transport,
      device,
      loginName,
      password,
      recoverySecret: recoveryKey,
      now,
      offlineDays: await offlineDays(),
    });
    if (proof.kind !== 'proven') {
      await noteFailure(loginName, proof.kind);
      return proof;
    }
    const { account, credentialId, signingSeed } = proof.secrets;
    const dataKey = await vault.openRing(proof.secrets.dataKey);
    if (!dataKey) throw new Error('what a sign-in opens is the newest data key');
    const signingKey = signingKeyOf(signingSeed);
    signingSeed.fill(0);
    const publicKeys = await vault.publicKeys();
    const verifying = new Map([...publicKeys].map(([id, text]) => [id, verifyingKeyOf(text)]));
    const keys = { dataKey, verifyingKeyOf: (id: string) => verifying.get(id) };
    const opened = await openLedger(join(userData, 'ledger'), keys, { reserveSize }).catch(
      (error: unknown) => {
        forgetRing(dataKey);
        throw error;
      },
    );
    if (opened.kind === 'damaged') {
      forgetRing(dataKey);
      const { segment, offset, fault } = opened;
      return { kind: 'ledgerDamaged', segment, offset, fault };
    }
    const session = { account, credentialId, device };
    const platform = transport.signedIn(device.platformUrl, { credentialId, signingKey }, proof.token);
    const files = await openFiles(userData, dataKey, platform);
    const signer = { deviceId: device.deviceId, credentialId, signingKey };
    const audit = await openAudit(join(userData, 'audit'), { keys, signer, account, platform, now });
    if (proof.recovered)
      await waiting.note({ what: 'recoveryKeyUsed', purpose: 'signIn', at: now().toISOString() });
    await waiting.handOver(async (acts) => {
      const noted = await Promise.all(acts.map((act) => audit.note(act)));
      return !noted.includes(false);
    });
    await audit.note({ what: 'signedIn', mode: proof.mode });
    if (proof.keyringLost) await audit.note({ what: 'keyringRenewed' });
    await noteRestorations(userData, () => audit.note({ what: 'restored' }));
    const restored = openRestoredChains(userData, keys);
    open = { session, dataKey, signingKey, ledger: opened.ledger, audit, files, platform, restored };
    const { mode, offlineDaysLeft, password: state } = proof;
    return {
      kind: 'signedIn',
      session,
      mode,
      ...(offlineDaysLeft === undefined ? {} : { offlineDaysLeft }),
      ...(state === undefined ? {} : { password: state }),
      ...(proof.keyringLost ? { keyringRenewed: true } : {}),
    };
  }

  return {
    signIn: (input) => inTurn(() => begin(input)),
    signOut: () => inTurn(end),
    isOpen: () => open !== undefined,
    current() {
      if (!open) throw new Error('nobody is signed in');
      return open;
    },
  };
}
