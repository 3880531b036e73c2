import { assign, fromPromise, raise, setup } from 'xstate';
import type { Obstacle, Outcome } from './outcome';

type SyncContext = {
  /** Rounds that failed one after the other. */
  failures: number;
  /** Passes over the files that failed one after the other. */
  filePasses: number;
  /** Whether the last push moved anything; without that, pushing again at once would turn in a circle. */
  moved: boolean;
  /** Somebody asked for another look while one was under way. */
  woken: boolean;
  /** Files were noted while others were being sent. */
  filesNoted: boolean;
  /** Files that are to be sent, as far as known. */
  filesLeft: number;
  /** Random number between 0 and 1 that spreads the waiting times. */
  random: () => number;
  /** Pause before the next try after a failure, in milliseconds. */
  retryIn: number;
};
export type SyncEvent =
  /** There is something to send, the platform has news, or a person asks. */
  | { type: 'WAKE' }
  | { type: 'ONLINE' }
  | { type: 'OFFLINE' }
  /** Cases wait for files. */
  | { type: 'FILES' };

const unprovided = () =>
  fromPromise<Outcome>(() => Promise.reject(new Error('this actor is given by the composition')));

const outcomeOf = (event: unknown) => (event as { output?: Outcome }).output;
const is =
  (kind: Obstacle['kind']) =>
  ({ event }: { event: unknown }) =>
    outcomeOf(event)?.kind === kind;

/** Doubled with every failure between 1 and 30 s, and spread, so that a county does not come back all at once. */
export function backOffDelay(failures: number, random: number): number {
  const longest = Math.min(30_000, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.round(longest * (0.5 + random / 2));
}

/** Pause between two passes over files that cannot be sent: from 5 s to 2 min. */
export const filePause = (passes: number): number =>
  Math.min(120_000, 5000 * 2 ** Math.min(10, Math.max(0, passes - 1)));

const failed = [
  { guard: 'isStrange' as const, target: '#rounds.strangeAnswer', actions: 'countFailure' as const },
  { guard: 'isUpdateRequired' as const, target: '#rounds.updateRequired' },
  { guard: 'isSignedOut' as const, target: '#rounds.signedOut' },
  { target: '#rounds.backingOff', actions: 'countFailure' as const },
];
const broken = { target: '#rounds.backingOff', actions: 'countFailure' as const };

/**
 * Two things at once. `rounds`: pull until there is no more, send events, pull again, then ask every few seconds. `files`: send what
 * cases wait for, without holding a round up. Pure; actors, delays and chance are provided.
 */
export const syncMachine = setup({
  types: {
    context: {} as SyncContext,
    events: {} as SyncEvent,
    input: {} as { random: () => number },
    tags: {} as 'busy',
  },
  actors: { pullPage: unprovided(), uploadMaterials: unprovided(), pushBatch: unprovided() },
  delays: {
    poll: 3000,
    backOff: ({ context }) => context.retryIn,
    longWait: 60_000,
    filePause: ({ context }) => filePause(context.filePasses),
  },
  guards: {
    isStrange: is('strangeAnswer'),
    isUpdateRequired: is('updateRequired'),
    isSignedOut: is('signedOut'),
    hasMore: ({ event }) => {
      const output = outcomeOf(event);
      return output?.kind === 'pulled' && output.more;
    },
    hasToSend: ({ context, event }) => {
      const output = outcomeOf(event);
      return output?.kind === 'pulled' && output.pending > 0 && context.moved;
    },
    isPulled: ({ event }) => outcomeOf(event)?.kind === 'pulled',
    isPushed: ({ event }) => outcomeOf(event)?.kind === 'pushed',
    isWoken: ({ context }) => context.woken,
    hasFiles: ({ context }) => context.filesLeft > 0,
    filesWereNoted: ({ context }) => context.filesNoted,
  },
  actions: {
    countFailure: assign(({ context }) => {
      const failures = context.failures + 1;
      return { failures, retryIn: backOffDelay(failures, context.random()) };
    }),
    forgetFailures: assign({ failures: 0 }),
    letSend: assign({ moved: true }),
    noteWake: assign({ woken: true }),
    forgetWake: assign({ woken: false }),
    notePush: assign({
      moved: ({ event }) => {
        const output = outcomeOf(event);
        return output?.kind === 'pushed' && output.answered > 0;
      },
      filesLeft: ({ context, event }) => {
        const output = outcomeOf(event);
        return output?.kind === 'pushed' ? output.files : context.filesLeft;
      },
    }),
    sendFiles: raise({ type: 'FILES' }),
    noteFiles: assign({ filesNoted: true }),
    beginFiles: assign({ filesNoted: false }),
    noteUploads: assign(({ context, event }) => {
      const output = outcomeOf(event);
      const left = output?.kind === 'uploaded' ? output.left : context.filesLeft;
      return { filesLeft: left, filePasses: left > 0 ? context.filePasses + 1 : 0 };
    }),
  },
}).createMachine({
  id: 'sync',
  type: 'parallel',
  context: ({ input }) => ({
    failures: 0,
    filePasses: 0,
    moved: true,
    woken: false,
    filesNoted: false,
    filesLeft: 0,
    random: input.random,
    retryIn: 0,
  }),
  states: {
    rounds: {
      id: 'rounds',
      initial: 'connecting',
      // What comes while something is under way is not lost: it is looked after at once when that has ended.
      on: { OFFLINE: '.offline', WAKE: { actions: 'noteWake' } },
      states: {
        /** The system says that there is no network. It is not always right, so we look now and then. */
        offline: {
          on: { ONLINE: 'connecting', WAKE: 'connecting' },
          after: { longWait: 'connecting' },
        },
        connecting: {
          tags: 'busy',
          entry: ['letSend', 'forgetWake'],
          invoke: {
            src: 'pullPage',
            onDone: [
              { guard: 'hasMore', target: 'catchingUp', actions: ['forgetFailures', 'sendFiles'] },
              { guard: 'hasToSend', target: 'catchingUp.pushing', actions: ['forgetFailures', 'sendFiles'] },
              { guard: 'isPulled', target: 'live', actions: ['forgetFailures', 'sendFiles'] },
              ...failed,
            ],
            onError: broken,
          },
        },
        catchingUp: {
          tags: 'busy',
          initial: 'pulling',
          states: {
            pulling: {
              entry: 'forgetWake',
              invoke: {
                src: 'pullPage',
                onDone: [
                  { guard: 'hasMore', target: 'pulling', reenter: true },
                  { guard: 'hasToSend', target: 'pushing' },
                  { guard: 'isPulled', target: '#rounds.live' },
                  ...failed,
                ],
                onError: broken,
              },
            },
            pushing: {
              invoke: {
                src: 'pushBatch',
                onDone: [
                  { guard: 'isPushed', target: 'pulling', actions: ['notePush', 'sendFiles'] },
                  ...failed,
                ],
                onError: broken,
              },
            },
          },
        },
        live: {
          entry: 'letSend',
          initial: 'waiting',
          states: {
            waiting: {
              always: { guard: 'isWoken', target: 'polling' },
              on: { WAKE: 'polling' },
              after: { poll: 'polling' },
            },
            polling: {
              tags: 'busy',
              entry: 'forgetWake',
              invoke: {
                src: 'pullPage',
                onDone: [
                  { guard: 'hasMore', target: '#rounds.catchingUp' },
                  { guard: 'hasToSend', target: '#rounds.catchingUp.pushing' },
                  { guard: 'isPulled', target: 'waiting' },
                  ...failed,
                ],
                onError: broken,
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
    },
    files: {
      initial: 'resting',
      states: {
        resting: {
          always: { guard: 'filesWereNoted', target: 'sending' },
          on: { FILES: { guard: 'hasFiles', target: 'sending' } },
          after: { filePause: { guard: 'hasFiles', target: 'sending' } },
        },
        sending: {
          tags: 'busy',
          entry: 'beginFiles',
          // The pass that is under way may have looked for the last time.
          on: { FILES: { guard: 'hasFiles', actions: 'noteFiles' } },
          invoke: {
            src: 'uploadMaterials',
            onDone: { target: 'resting', actions: 'noteUploads' },
            onError: { target: 'resting', actions: 'noteUploads' },
          },
        },
      },
    },
  },
});
