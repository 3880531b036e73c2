import { createActor, fromPromise, type Actor, type ActorOptions, type AnyActorLogic } from 'xstate';
import type { SyncStatus } from '../store/storeApi';
import type { WorkingStore } from '../store/workingStore';
import { pullPage } from './pullPage';
import { pushBatch } from './pushBatch';
import { syncMachine } from './syncMachine';
import { uploadMaterials } from './uploadMaterials';

export type SyncActor = Actor<typeof syncMachine>;
type Clock = NonNullable<ActorOptions<AnyActorLogic>['clock']>;
/** Delays in milliseconds, for tests that will not wait. */
export type SyncDelays = { poll?: number; backOff?: number; longWait?: number; filePause?: number };

/** Gives the machine its actors over an open store. The actor is not started yet; `clock` is for simulations. */
export function composeSync(store: WorkingStore, delays: SyncDelays = {}, clock?: Clock): SyncActor {
  return createActor(
    syncMachine.provide({
      actors: {
        pullPage: fromPromise(() => pullPage(store)),
        uploadMaterials: fromPromise(() => uploadMaterials(store)),
        pushBatch: fromPromise(() => pushBatch(store)),
      },
      delays,
    }),
    { input: { random: Math.random }, ...(clock ? { clock } : {}) },
  );
}

/** What the page shows of sync. Backing off is shown as offline: for a person it is the same. */
export function statusKind(actor: SyncActor): SyncStatus['kind'] {
  const { rounds } = actor.getSnapshot().value;
  const state = typeof rounds === 'string' ? rounds : Object.keys(rounds)[0];
  switch (state) {
    case 'connecting':
    case 'catchingUp':
    case 'live':
    case 'strangeAnswer':
    case 'updateRequired':
    case 'signedOut':
      return state;
    default:
      return 'offline';
  }
}
