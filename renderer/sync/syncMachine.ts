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
  /** The live stream tells of news; without it the platform is asked every few seconds. */
  streamAlive: boolean;
  /** How far the platform's clock is ahead of this PC's, in milliseconds. */
  clockAhead: number;
  /** The platform was restored, and the histories are being compared. */
  comparing: boolean;
  /** Random number between 0 and 1 that spreads the waiting times. */
  random: () => number;
  /** Pause before the next try after a failure, in milliseconds. */
  retryIn: number;
  /** The last failure was the platform's wish to be left alone for a while. */
  asksForRest: boolean;
};
export type SyncEvent =
  /** There is something to send, the platform has news, or a person asks. */
  | { type: 'WAKE' }
  | { type: 'ONLINE' }
  | { type: 'OFFLINE' }
  /** Cases wait for files; `left` where their number is known anew. */
  | { type: 'FILES'; left?: number }
  /** The live stream has begun to live, or has ended. */
  | { type: 'STREAM'; alive: boolean }
  /** What the platform's last answers say of its clock and its history. */
  | { type: 'LOOKED'; clockAhead: number; comparing: boolean };

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

/** A PC's clock that is further off than this is told of, in milliseconds: deadlines are dates, and steps bear times. */
export const clockTolerance = 5 * 60_000;

/** Pause between two questions: short where nothing else tells of news, long behind a live stream. */
const pollDelay = (streamAlive: boolean): number => (streamAlive ? 60_000 : 3000);

const failed = [
  { guard: 'isStrange' as const, target: '#rounds.strangeAnswer', actions: 'countFailure' as const },
  { guard: 'isUpdateRequired' as const, target: '#rounds.updateRequired' },
  { guard: 'isSignedOut' as const, target: '#rounds.signedOut' },
  { guard: 'isStorageFull' as const, target: '#rounds.storageFull' },
  { target: '#rounds.backingOff', actions: 'countFailure' as const },
];
/** A stream that lives shows that the platform can be reached. */
const back = [
  { guard: 'isStreamAlive' as const, target: 'connecting', actions: 'noteStream' as const },
  { actions: 'noteStream' as const },
];
const broken = { target: '#rounds.backingOff', actions: 'countFailure' as const };

/**
 * Several things at once. `rounds`: pull until there is no more, send events, pull again, then wait for the live stream's word or ask
 * every few seconds. `files`: send what cases wait for, without holding a round up. `clock` and `history` are told beside
 * it. Pure; actors, delays and chance are provided.
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
    poll: ({ context }) => pollDelay(context.streamAlive),
    backOff: ({ context }) => context.retryIn,
    longWait: 60_000,
    roomCheck: 15_000,
    filePause: ({ context }) => filePause(context.filePasses),
  },
  guards: {
    isStrange: is('strangeAnswer'),
    isUpdateRequired: is('updateRequired'),
    isSignedOut: is('signedOut'),
    isStorageFull: is('storageFull'),
    isStreamAlive: ({ event }) => event.type === 'STREAM' && event.alive,
    isClockWrong: ({ context }) => Math.abs(context.clockAhead) > clockTolerance,
    isClockRight: ({ context }) => Math.abs(context.clockAhead) <= clockTolerance,
    isComparing: ({ context }) => context.comparing,
    isCompared: ({ context }) => !context.comparing,
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
    hasFiles: ({ context, event }) =>
      (event.type === 'FILES' ? (event.left ?? context.filesLeft) : context.filesLeft) > 0,
    filesWereNoted: ({ context }) => context.filesNoted,
  },
  actions: {
    countFailure: assign(({ context, event }) => {
      const failures = context.failures + 1;
      const output = outcomeOf(event);
      const restFor = output?.kind === 'offline' ? output.restFor : undefined;
      // Behind a rest the tries are spread too.
      const retryIn = (restFor ?? 0) + backOffDelay(failures, context.random());
      return { failures, retryIn, asksForRest: restFor !== undefined };
    }),
    forgetFailures: assign({ failures: 0 }),
    letSend: assign({ moved: true }),
    noteStream: assign({
      streamAlive: ({ context, event }) => (event.type === 'STREAM' ? event.alive : context.streamAlive),
    }),
    noteLook: assign(({ event }) =>
      event.type === 'LOOKED' ? { clockAhead: event.clockAhead, comparing: event.comparing } : {},
    ),
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
    streamAlive: false,
    clockAhead: 0,
    comparing: false,
    filesNoted: false,
    filesLeft: 0,
    random: input.random,
    retryIn: 0,
    asksForRest: false,
  }),
  states: {
    rounds: {
      id: 'rounds',
      initial: 'connecting',
      // What comes while something is under way is not lost: it is looked after at once when that has ended.
      on: {
        OFFLINE: '.offline',
        WAKE: { actions: 'noteWake' },
        // A stream that begins to live tells of news from now on; what came before it is asked for.
        STREAM: { actions: ['noteStream', 'noteWake'] },
      },
      states: {
        /** The system says that there is no network. It is not always right, so we look now and then. */
        offline: {
          on: { ONLINE: 'connecting', WAKE: 'connecting', STREAM: back },
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
              on: { WAKE: 'polling', STREAM: { target: 'polling', actions: 'noteStream' } },
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
          on: { ONLINE: 'connecting', WAKE: 'connecting', STREAM: back },
          after: { backOff: 'connecting' },
        },
        /** Something answers that is not the platform: a portal, a proxy's page. */
        strangeAnswer: {
          on: { ONLINE: 'connecting', WAKE: 'connecting', STREAM: back },
          after: { backOff: 'connecting' },
        },
        /** This program is too old for the platform; work goes on, offline. */
        updateRequired: { on: { WAKE: 'connecting', STREAM: back }, after: { longWait: 'connecting' } },
        signedOut: { on: { WAKE: 'connecting', STREAM: back }, after: { longWait: 'connecting' } },
        /** No room on this PC: nothing is pulled until there is; what is done here is kept by the ledger's reserve. */
        storageFull: {
          on: { WAKE: 'connecting', STREAM: { actions: 'noteStream' } },
          after: { roomCheck: 'connecting' },
        },
      },
    },
    /** Told beside everything else: work goes on, because legal time is data and nothing is ordered by a clock. */
    clock: {
      initial: 'right',
      on: { LOOKED: { actions: 'noteLook' } },
      states: {
        right: { always: { guard: 'isClockWrong', target: 'wrong' } },
        wrong: { always: { guard: 'isClockRight', target: 'right' } },
      },
    },
    /** Whether the platform's history is the one that this device knows, or both are being brought together after a restore. */
    history: {
      initial: 'same',
      states: {
        same: { always: { guard: 'isComparing', target: 'comparing' } },
        comparing: { always: { guard: 'isCompared', target: 'same' } },
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
