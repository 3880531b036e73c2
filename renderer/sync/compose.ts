import { createActor, fromPromise, type Actor, type ActorOptions, type AnyActorLogic } from 'xstate';
import type { SyncStatus } from '../store/storeApi';
import type { WorkingStore } from '../store/workingStore';
import { pullPage } from './pullPage';
import { pushBatch } from './pushBatch';
import { syncMachine } from './syncMachine';
import { uploadMaterials } from './uploadMaterials';
import { withRoom } from './withRoom';

export type SyncActor = Actor<typeof syncMachine>;
type Clock = NonNullable<ActorOptions<AnyActorLogic>['clock']>;
/** Delays in milliseconds, for tests that will not wait. */
export type SyncDelays = {
  poll?: number;
  backOff?: number;
  longWait?: number;
  filePause?: number;
  roomCheck?: number;
};

/** Gives the machine its actors over an open store. The actor is not started yet; `clock` is for simulations. */
export function composeSync(store: WorkingStore, delays: SyncDelays = {}, clock?: Clock): SyncActor {
  const tellLook = () => {
    const { givingBackAfter, lookingAgainAfter } = store.marks;
    const comparing = (givingBackAfter ?? lookingAgainAfter) !== undefined;
    const clockAhead = store.port.clockAhead() ?? 0;
    actor.send({ type: 'LOOKED', clockAhead, comparing });
  };
  const actor: SyncActor = createActor(
    syncMachine.provide({
      actors: {
        pullPage: fromPromise(async () => {
          tellLook();
          const outcome = await withRoom(store, () => pullPage(store));
          tellLook();
          return outcome;
        }),
        uploadMaterials: fromPromise(() => uploadMaterials(store)),
        pushBatch: fromPromise(() => withRoom(store, () => pushBatch(store))),
      },
      delays,
    }),
    { input: { random: Math.random }, ...(clock ? { clock } : {}) },
  );
  return actor;
}

/** What the page shows of sync. Backing off is shown as offline, which for a person is the same, unless the platform asked for it. */
export function statusKind(actor: SyncActor): SyncStatus['kind'] {
  const { value, context } = actor.getSnapshot();
  const { rounds } = value;
  const state = typeof rounds === 'string' ? rounds : Object.keys(rounds)[0];
  switch (state) {
    case 'connecting':
    case 'catchingUp':
    case 'live':
    case 'strangeAnswer':
    case 'updateRequired':
    case 'signedOut':
    case 'storageFull':
      return state;
    case 'backingOff':
      return context.asksForRest ? 'busy' : 'offline';
    default:
      return 'offline';
  }
}

/** What is told beside the kind. */
export function lookOf(actor: SyncActor): Pick<SyncStatus, 'live' | 'retryIn' | 'clockAhead' | 'comparing'> {
  const snapshot = actor.getSnapshot();
  const { streamAlive, retryIn, clockAhead } = snapshot.context;
  const { rounds, clock, history } = snapshot.value;
  return {
    live: streamAlive,
    retryIn: rounds === 'backingOff' || rounds === 'strangeAnswer' ? retryIn : undefined,
    clockAhead: clock === 'wrong' ? clockAhead : undefined,
    comparing: history === 'comparing',
  };
}
