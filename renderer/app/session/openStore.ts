import type { Remote } from 'comlink';
import { callMain } from '../../actors/bridge';
import { startStore } from '../../actors/storeClient';
import { AlarmThresholds } from '@shared/casework/alarms';
import type { Opened, StoreApi } from '../../store/storeApi';
import type { KnownThings, StoreChanges } from '../context';
import { knownThings } from './knownThings';
import { NewerStore } from './newerStore';
import { showReading } from './reading';
import { storeChanges } from './storeChanges';

/** A store at work, and how to end it. */
export type OpenStore = {
  store: Remote<StoreApi>;
  changes: StoreChanges;
  known: KnownThings;
  opened: Opened;
  end: () => Promise<void>;
};

/** Starts the store worker and opens the store of the session that main has open. Rejects with `NewerStore`. */
export async function openStore(): Promise<OpenStore> {
  const [catalogue, calendar, { office }] = await Promise.all([
    callMain('catalogue.read', {}),
    callMain('calendar.read', {}),
    callMain('app.start', {}),
  ]);
  const thresholds = office?.alarms ?? AlarmThresholds.parse({});
  const started = await startStore({ items: catalogue.items, calendar, thresholds }, showReading);
  showReading(undefined);
  if (started.kind === 'newerStore') throw new NewerStore('a newer program wrote the store');
  const { store, opened, end } = started;
  const { changes, stop } = await storeChanges(store);
  return {
    store,
    changes,
    opened,
    known: knownThings(catalogue, calendar),
    end: async () => {
      stop();
      await end();
    },
  };
}
