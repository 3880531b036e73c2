import { assign, fromPromise, setup } from 'xstate';
import type { Obstacle, Outcome } from './outcome';

type SyncContext = {
  /** Rounds that failed one after the other. */
  failures: number;
  /** Sequence up to which every material is with the platform. */
  upTo: number;
  /** Whether the last push moved anything; without that, pushing again at once would turn in a circle. */
  moved: boolean;
};
export type SyncEvent =
  /** There is something to send, the platform has news, or a person asks. */
  { type: 'WAKE' } | { type: 'ONLINE' } | { type: 'OFFLINE' };

const unprovided = <I = undefined>() =>
  fromPromise<Outcome, I>(() => Promise.reject(new Error('this actor is given by the composition')));

const is =
  (kind: Obstacle['kind']) =>
  ({ event }: { event: unknown }) =>
    (event as { output?: Outcome }).output?.kind === kind;

/** Doubled with every failure between 1 and 30 s, and spread, so that a county does not come back all at once. */
export function backOffDelay(failures: number, random: number): number {
  const longest = Math.min(30_000, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.round(longest * (0.5 + random / 2));
}

const failed = (target: string) => [
  { guard: 'isStrange' as const, target: `${target}strangeAnswer`, actions: 'countFailure' as const },
  { guard: 'isUpdateRequired' as const, target: `${target}updateRequired` },
  { guard: 'isSignedOut' as const, target: `${target}signedOut` },
  { target: `${target}backingOff`, actions: 'countFailure' as const },
];

/**
 * The rounds of sync: pull until there is no more, send files and events, pull again, then ask every few seconds. Pure;
 * actors and delays are provided.
 */
export const syncMachine = setup({
  types: { context: {} as SyncContext, events: {} as SyncEvent },
  actors: {
    pullPage: unprovided(),
    uploadMaterials: unprovided(),
    pushBatch: unprovided<{ upTo: number }>(),
  },
  delays: {
    poll: 3000,
    backOff: ({ context }) => backOffDelay(context.failures, Math.random()),
    longWait: 60_000,
  },
  guards: {
    isStrange: is('strangeAnswer'),
    isUpdateRequired: is('updateRequired'),
    isSignedOut: is('signedOut'),
    hasMore: ({ event }) => {
      const { output } = event as unknown as { output?: Outcome };
      return output?.kind === 'pulled' && output.more;
    },
    hasToSend: ({ context, event }) => {
      const { output } = event as unknown as { output?: Outcome };
      return output?.kind === 'pulled' && output.pending > 0 && context.moved;
    },
    isPulled: ({ event }) => (event as unknown as { output?: Outcome }).output?.kind === 'pulled',
    isUploaded: ({ event }) => (event as unknown as { output?: Outcome }).output?.kind === 'uploaded',
    isPushed: ({ event }) => (event as unknown as { output?: Outcome }).output?.kind === 'pushed',
  },
  actions: {
    countFailure: assign({ failures: ({ context }) => context.failures + 1 }),
    forgetFailures: assign({ failures: 0 }),
    letSend: assign({ moved: true }),
    noteUploads: assign({
      upTo: ({ context, event }) => {
        const { output } = event as unknown as { output?: Outcome };
        return output?.kind === 'uploaded' ? output.upTo : context.upTo;
      },
    }),
    notePush: assign({
      moved: ({ event }) => {
        const { output } = event as unknown as { output?: Outcome };
        return output?.kind === 'pushed' && output.answered > 0;
      },
    }),
  },
}).createMachine({
  id: 'sync',
  context: { failures: 0, upTo: 0, moved: true },
  initial: 'connecting',
  on: { OFFLINE: '.offline' },
  states: {
    /** The system says that there is no network. It is not always right, so we look now and then. */
    offline: {
      on: { ONLINE: 'connecting', WAKE: 'connecting' },
      after: { longWait: 'connecting' },
    },
    connecting: {
      entry: 'letSend',
      invoke: {
        src: 'pullPage',
        onDone: [
          { guard: 'hasMore', target: 'catchingUp', actions: 'forgetFailures' },
          { guard: 'hasToSend', target: 'catchingUp.uploading', actions: 'forgetFailures' },
          { guard: 'isPulled', target: 'live', actions: 'forgetFailures' },
          ...failed(''),
        ],
        onError: { target: 'backingOff', actions: 'countFailure' },
      },
    },
    catchingUp: {
      initial: 'pulling',
      states: {
        pulling: {
          invoke: {
            src: 'pullPage',
            onDone: [
              { guard: 'hasMore', target: 'pulling', reenter: true },
              { guard: 'hasToSend', target: 'uploading' },
              { guard: 'isPulled', target: '#sync.live' },
              ...failed('#sync.'),
            ],
            onError: { target: '#sync.backingOff', actions: 'countFailure' },
          },
        },
        uploading: {
          invoke: {
            src: 'uploadMaterials',
            onDone: [{ guard: 'isUploaded', target: 'pushing', actions: 'noteUploads' }, ...failed('#sync.')],
            onError: { target: '#sync.backingOff', actions: 'countFailure' },
          },
        },
        pushing: {
          invoke: {
            src: 'pushBatch',
            input: ({ context }) => ({ upTo: context.upTo }),
            onDone: [{ guard: 'isPushed', target: 'pulling', actions: 'notePush' }, ...failed('#sync.')],
            onError: { target: '#sync.backingOff', actions: 'countFailure' },
          },
        },
      },
    },
    live: {
      entry: 'letSend',
      initial: 'waiting',
      states: {
        waiting: { on: { WAKE: 'polling' }, after: { poll: 'polling' } },
        polling: {
          invoke: {
            src: 'pullPage',
            onDone: [
              { guard: 'hasMore', target: '#sync.catchingUp' },
              { guard: 'hasToSend', target: '#sync.catchingUp.uploading' },
              { guard: 'isPulled', target: 'waiting' },
              ...failed('#sync.'),
            ],
            onError: { target: '#sync.backingOff', actions: 'countFailure' },
          },
        },
      },
    },
    backingOff: {
      on: { ONLINE: 'connecting', WAKE: 'connecting' },
      after: { backOff: 'connecting' },
    },
    /** Something answers that is not the platform: a portal, a proxy's page. */
    strangeAnswer: {
      on: { ONLINE: 'connecting', WAKE: 'connecting' },
      after: { backOff: 'connecting' },
    },
    /** This program is too old for the platform; work goes on, offline. */
    updateRequired: { on: { WAKE: 'connecting' }, after: { longWait: 'connecting' } },
    signedOut: { on: { WAKE: 'connecting' }, after: { longWait: 'connecting' } },
  },
});
