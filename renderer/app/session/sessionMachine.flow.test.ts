import { expect, it } from 'vitest';
import { createActor, fromPromise, waitFor } from 'xstate';
import type { Session } from '@shared/bridge/session';
import type { OpenStore } from './openStore';
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

const device = {
  deviceId: '7d6a3a5e-6d0f-4b52-9a6c-0b9d7f7f0001',
  deviceNumber: 1,
  deviceName: '1号窗口',
  divisionCode: '230828101',
  divisionName: '香兰镇',
  streams: ['230828101'],
  platformUrl: 'http://127.0.0.1:1',
};
const session: Session = {
  account: {
    accountId: '7d6a3a5e-6d0f-4b52-9a6c-0b9d7f7f0002',
    loginName: 'clerk.one',
    name: '李晓梅',
    roles: ['windowClerk'],
    divisionCode: '230828101',
    divisionName: '香兰镇',
    delegations: [],
  },
  credentialId: '7d6a3a5e-6d0f-4b52-9a6c-0b9d7f7f0003',
  device,
};

/** The machine with an outside world that answers as told and counts what was closed. */
type World = { enrolled?: boolean; opens?: boolean; lockedBy?: string };
function begin({ enrolled = true, opens = true, lockedBy }: World = {}) {
  const closed: Closing[] = [];
  const start: Start = {
    version: '1.0.0',
    accounts: [],
    settings: { locale: 'zh-CN', largeType: false, network: 'auto' },
    ...(enrolled ? { device } : {}),
    ...(lockedBy === undefined ? {} : { lockedBy }),
  };
  const store = {} as OpenStore;
  let tries = 0;
  const logic = sessionMachine.provide({
    actors: {
      readStart: fromPromise<Start>(async () => start),
      enrolDevice: fromPromise<EnrolAnswer, Enrolment>(async ({ input }) =>
        input.code === 'GOOD'
          ? { kind: 'enrolled', device, recoveryKey: new Uint8Array(32).fill(7) }
          : { kind: 'codeUnknown' },
      ),
      keepRecoveryKey: fromPromise<KeptAnswer>(
        async () => ({ kind: (tries += 1) === 1 ? 'diskFull' : 'kept' }) as const,
      ),
      signIn: fromPromise<SignInAnswer, Credentials>(async ({ input }) =>
        input.password === 'right'
          ? { kind: 'signedIn', session, mode: 'offline' }
          : { kind: 'wrongPassword' },
      ),
      openStore: fromPromise<OpenStore, Session>(async () => {
        if (!opens) throw new Error('the store did not open');
        return store;
      }),
      closeSession: fromPromise<void, Closing>(async ({ input }) => {
        closed.push(input);
      }),
    },
  });
  const actor = createActor(logic);
  actor.start();
  const reach = (state: string) => waitFor(actor, (now) => now.value === state, { timeout: 1000 });
  return { actor, reach, closed, store };
}

const signIn = (password: string) => ({ type: 'SIGN_IN', loginName: 'clerk.one', password }) as const;

it('asks a new device to enrol, says why a code was refused, and goes on with a good one', async () => {
  const { actor, reach } = begin({ enrolled: false });
  await reach('notEnrolled');
  actor.send({ type: 'ENROL', platformUrl: 'http://127.0.0.1:1', code: 'BAD!', deviceName: 'x' });
  const refused = await waitFor(actor, (now) => now.context.enrolProblem !== undefined);
  expect([refused.value, refused.context.enrolProblem]).toEqual(['notEnrolled', { kind: 'codeUnknown' }]);
  actor.send({ type: 'ENROL', platformUrl: 'http://127.0.0.1:1', code: 'GOOD', deviceName: 'x' });
  const { context } = await reach('writingDown');
  expect([context.start?.device, context.recoveryKey?.[0]]).toEqual([device, 7]);
  actor.send({ type: 'RECOVERY_KEPT' });
  await waitFor(actor, (now) => now.context.recoveryProblem === 'diskFull');
  actor.send({ type: 'RECOVERY_KEPT' });
  expect((await reach('signedOut')).context.recoveryKey).toBeUndefined();
});

it('keeps a wrong password outside and remembers who worked here', async () => {
  const { actor, reach } = begin();
  await reach('signedOut');
  actor.send(signIn('wrong'));
  const refused = await waitFor(actor, (now) => now.context.signInProblem !== undefined);
  expect([refused.value, refused.context.session]).toEqual(['signedOut', undefined]);
  actor.send(signIn('right'));
  const { context } = await reach('working');
  expect(context.mode).toBe('offline');
  expect(context.start?.accounts).toEqual([{ loginName: 'clerk.one', name: '李晓梅' }]);
});

it('ends the store before the locked screen, and holds nothing of the session there', async () => {
  const { actor, reach, closed, store } = begin({ lockedBy: 'clerk.one' });
  await reach('signedOut');
  actor.send(signIn('right'));
  await reach('working');
  actor.send({ type: 'LOCK' });
  const { context } = await reach('signedOut');
  expect(closed).toEqual([{ open: store, lock: true }]);
  expect([context.opened, context.session, context.lockedBy]).toEqual([undefined, undefined, 'clerk.one']);
});

it('offers the person who locked the window, on the page that was begun anew', async () => {
  const { reach } = begin({ lockedBy: 'clerk.one' });
  expect((await reach('signedOut')).context.lockedBy).toBe('clerk.one');
});

it('closes the session before it starts anew when the store did not open', async () => {
  const { actor, reach, closed } = begin({ opens: false });
  await reach('signedOut');
  actor.send(signIn('right'));
  await reach('failed');
  actor.send({ type: 'RETRY' });
  expect((await reach('signedOut')).context.session).toBeUndefined();
  expect(closed).toHaveLength(1);
});
