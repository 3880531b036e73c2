import { fromPromise } from 'xstate';
import type { Session } from '@shared/bridge/session';
import { callMain } from '../../actors/bridge';
import { openStore, type OpenStore } from './openStore';
import {
  sessionMachine,
  type Closing,
  type Credentials,
  type EnrolAnswer,
  type Enrolment,
  type KeptAnswer,
  type SignInAnswer,
  type Start,
} from './sessionMachine';

/** The session machine with its actors: every IO of signing in and out stands here. */
export const sessionLogic = sessionMachine.provide({
  actors: {
    readStart: fromPromise<Start>(() => callMain('app.start', {})),
    enrolDevice: fromPromise<EnrolAnswer, Enrolment>(({ input }) => callMain('device.enrol', input)),
    keepRecoveryKey: fromPromise<KeptAnswer>(() => callMain('recovery.confirm', {})),
    forgetRecoveryKey: fromPromise<unknown>(() => callMain('recovery.discard', {})),
    setAside: fromPromise<unknown>(() => callMain('device.setAside', {})),
    signIn: fromPromise<SignInAnswer, Credentials>(({ input }) => callMain('session.signIn', input)),
    openStore: fromPromise<OpenStore, Session>(() => openStore()),
    closeSession: fromPromise<void, Closing>(async ({ input }) => {
      await input.open?.end();
      await callMain('session.signOut', { lock: input.lock, another: input.another });
    }),
  },
});
