import { assign, fromPromise, setup, type NonReducibleUnknown } from 'xstate';
import type { Input, Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { PasswordState } from '@shared/protocol/password';
import type { Session } from '@shared/bridge/session';
import { StoreNotOpened } from './storeNotOpened';
import type { OpenStore } from './openStore';

export type Start = Output<PageChannels['app.start']>;
export type Enrolment = Input<PageChannels['device.enrol']>;
export type EnrolAnswer = Output<PageChannels['device.enrol']>;
export type Credentials = Input<PageChannels['session.signIn']>;
export type KeptAnswer = Output<PageChannels['recovery.confirm']>;
export type SignInAnswer = Output<PageChannels['session.signIn']>;
export type SignInProblem = Exclude<SignInAnswer, { kind: 'signedIn' }>;
export type EnrolProblem = Exclude<EnrolAnswer, { kind: 'enrolled' }>;
export type EnrolRestored = Extract<EnrolAnswer, { kind: 'enrolled' }>['restored'];
/** What is to be closed, and whether the same person is expected back. */
export type Closing = { open: OpenStore | undefined; lock: boolean; another?: boolean };
export type SignInMode = 'online' | 'offline';

type SessionContext = {
  start: Start | undefined;
  enrolProblem: EnrolProblem | undefined;
  signInProblem: SignInProblem | undefined;
  /** What the enrolment of this device has restored from a backup. */
  restored: EnrolRestored;
  /** The recovery key that the enrolment has made, until it is on paper. */
  recoveryKey: Uint8Array | undefined;
  recoveryProblem: 'diskFull' | undefined;
  /** What the system's keyring held was gone at the sign-in, and was made anew. */
  keyringRenewed: boolean;
  session: Session | undefined;
  mode: SignInMode;
  offlineDaysLeft: number | undefined;
  /** How long the password holds, after a sign-in with the platform. */
  password: PasswordState | undefined;
  opened: OpenStore | undefined;
  /** Why opening failed, where that is known. */
  notOpened: StoreNotOpened['why'] | undefined;
  /** Login name of the person who locked the screen; the next sign-in offers this account. */
  lockedBy: string | undefined;
  /** Somebody has left this window for another person. */
  switching: boolean;
};

type SessionEvent =
  | ({ type: 'ENROL' } & Enrolment)
  | ({ type: 'SIGN_IN' } & Credentials)
  | { type: 'PASSWORD_CHANGED'; state: PasswordState }
  | { type: 'RECOVERY_KEPT' }
  | { type: 'RECOVERY_LATER' }
  | { type: 'SET_ASIDE' }
  | { type: 'LOCK' }
  | { type: 'SWITCH' }
  | { type: 'SIGN_OUT' }
  | { type: 'RETRY' };

const unprovided = <O, I = NonReducibleUnknown>() =>
  fromPromise<O, I>(() => Promise.reject(new Error('this actor is provided by the composition root')));

/**
 * From the start of the window to somebody at work and back. `signedOut`, locked or not, holds no key: the store worker
 * has ended and the main process has forgotten the keys before it is entered.
 */
export const sessionMachine = setup({
  types: { context: {} as SessionContext, events: {} as SessionEvent },
  actors: {
    readStart: unprovided<Start>(),
    enrolDevice: unprovided<EnrolAnswer, Enrolment>(),
    keepRecoveryKey: unprovided<KeptAnswer>(),
    forgetRecoveryKey: unprovided<unknown>(),
    setAside: unprovided<unknown>(),
    signIn: unprovided<SignInAnswer, Credentials>(),
    openStore: unprovided<OpenStore, Session>(),
    closeSession: unprovided<void, Closing>(),
  },
  actions: {
    forgetRecoveryKey: assign(({ context }) => {
      context.recoveryKey?.fill(0);
      return { recoveryKey: undefined, recoveryProblem: undefined };
    }),
    forgetSession: assign({ session: undefined, opened: undefined }),
    rememberAccount: assign(({ context }) => {
      const { start, session } = context;
      if (!start || !session) return {};
      const { loginName, name } = session.account;
      const others = start.accounts.filter((account) => account.loginName !== loginName);
      return { start: { ...start, accounts: [{ loginName, name }, ...others] } };
    }),
  },
}).createMachine({
  id: 'session',
  context: {
    start: undefined,
    enrolProblem: undefined,
    signInProblem: undefined,
    restored: undefined,
    recoveryKey: undefined,
    recoveryProblem: undefined,
    keyringRenewed: false,
    session: undefined,
    mode: 'online',
    offlineDaysLeft: undefined,
    password: undefined,
    opened: undefined,
    notOpened: undefined,
    lockedBy: undefined,
    switching: false,
  },
  initial: 'starting',
  states: {
    starting: {
      invoke: {
        src: 'readStart',
        onDone: [
          {
            guard: ({ event }) => event.output.device !== undefined,
            target: 'signedOut',
            actions: assign(({ event }) => ({
              start: event.output,
              lockedBy: event.output.lockedBy,
              switching: event.output.switching ?? false,
            })),
          },
          { target: 'notEnrolled', actions: assign(({ event }) => ({ start: event.output })) },
        ],
        onError: 'failed',
      },
    },
    notEnrolled: { on: { ENROL: 'enrolling' } },
    enrolling: {
      invoke: {
        src: 'enrolDevice',
        input: ({ event }) => {
          if (event.type !== 'ENROL') throw new Error('only ENROL leads here');
          const { type: _, ...enrolment } = event;
          return enrolment;
        },
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'enrolled',
            target: 'writingDown',
            actions: assign(({ context, event }) =>
              context.start && event.output.kind === 'enrolled'
                ? {
                    start: { ...context.start, device: event.output.device },
                    restored: event.output.restored,
                    recoveryKey: event.output.recoveryKey,
                    enrolProblem: undefined,
                  }
                : {},
            ),
          },
          {
            target: 'notEnrolled',
            actions: assign(({ event }) =>
              event.output.kind === 'enrolled' ? {} : { enrolProblem: event.output },
            ),
          },
        ],
        onError: 'failed',
      },
    },
    /** The recovery key of a device that was just enrolled is put on paper. Ends the window here, the settings offer to make one. */
    writingDown: { on: { RECOVERY_KEPT: 'keepingRecoveryKey', RECOVERY_LATER: 'forgettingRecoveryKey' } },
    keepingRecoveryKey: {
      invoke: {
        src: 'keepRecoveryKey',
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'diskFull',
            target: 'writingDown',
            actions: assign({ recoveryProblem: 'diskFull' }),
          },
          { target: 'signedOut', actions: 'forgetRecoveryKey' },
        ],
        onError: 'failed',
      },
    },
    forgettingRecoveryKey: {
      invoke: {
        src: 'forgetRecoveryKey',
        onDone: { target: 'signedOut', actions: 'forgetRecoveryKey' },
        onError: 'failed',
      },
    },
    signedOut: { on: { SIGN_IN: 'signingIn', SET_ASIDE: 'settingAside' } },
    /** This device cannot go on: its data are moved aside, and it is enrolled like a new one. */
    settingAside: {
      invoke: {
        src: 'setAside',
        onDone: { target: 'starting', actions: assign({ signInProblem: undefined, lockedBy: undefined }) },
        onError: 'failed',
      },
    },
    signingIn: {
      invoke: {
        src: 'signIn',
        input: ({ event }) => {
          if (event.type !== 'SIGN_IN') throw new Error('only SIGN_IN leads here');
          const { type: _, ...credentials } = event;
          return credentials;
        },
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'signedIn',
            target: 'opening',
            actions: [
              assign(({ event }) =>
                event.output.kind === 'signedIn'
                  ? {
                      session: event.output.session,
                      mode: event.output.mode,
                      offlineDaysLeft: event.output.offlineDaysLeft,
                      password: event.output.password,
                      keyringRenewed: event.output.keyringRenewed ?? false,
                      signInProblem: undefined,
                      switching: false,
                    }
                  : {},
              ),
              'rememberAccount',
            ],
          },
          {
            target: 'signedOut',
            actions: assign(({ event }) =>
              event.output.kind === 'signedIn' ? {} : { signInProblem: event.output },
            ),
          },
        ],
        onError: 'failed',
      },
    },
    opening: {
      invoke: {
        src: 'openStore',
        input: ({ context }) => {
          if (!context.session) throw new Error('nobody is signed in');
          return context.session;
        },
        onDone: {
          target: 'working',
          actions: assign(({ event }) => ({ opened: event.output, notOpened: undefined })),
        },
        onError: {
          target: 'failed',
          actions: assign(({ event: { error } }) => ({
            notOpened: error instanceof StoreNotOpened ? error.why : undefined,
          })),
        },
      },
    },
    working: {
      on: {
        LOCK: {
          target: 'leaving',
          actions: assign(({ context }) => ({ lockedBy: context.session?.account.loginName })),
        },
        PASSWORD_CHANGED: { actions: assign({ password: ({ event }) => event.state }) },
        SWITCH: { target: 'leaving', actions: assign({ lockedBy: undefined, switching: true }) },
        SIGN_OUT: { target: 'leaving', actions: assign({ lockedBy: undefined, switching: false }) },
      },
    },
    /** The session ends here and the page with it: the one that comes after it asks for the password. */
    leaving: {
      invoke: {
        src: 'closeSession',
        input: ({ context }) => ({
          open: context.opened,
          lock: context.lockedBy !== undefined,
          ...(context.switching ? { another: true } : {}),
        }),
        onDone: { target: 'starting', actions: 'forgetSession' },
        onError: { target: 'failed', actions: 'forgetSession' },
      },
    },
    /** Something that cannot be foreseen went wrong; keys are dropped before another try. */
    failed: { on: { RETRY: 'recovering' } },
    recovering: {
      invoke: {
        src: 'closeSession',
        input: ({ context }) => ({ open: context.opened, lock: false }),
        onDone: { target: 'starting', actions: 'forgetSession' },
        onError: { target: 'failed', actions: 'forgetSession' },
      },
    },
  },
});
