import type { Remote } from 'comlink';
import { callMain } from '../../actors/bridge';
import { startStore } from '../../actors/storeClient';
import { AlarmThresholds } from '@shared/casework/alarms';
import type { Opened, StoreApi } from '../../store/storeApi';
import type { KnownThings, StoreChanges } from '../context';
import { casesSeen, noteCasesSeen } from './casesSeen';
import { knownThings } from './knownThings';
import { StoreNotOpened } from './storeNotOpened';
import { showReading } from './reading';
import { storeChanges } from './storeChanges';

const late = () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 500));

/** A store at work, and how to end it. */
export type OpenStore = {
  store: Remote<StoreApi>;
  changes: StoreChanges;
  known: KnownThings;
  opened: Opened;
  /** Cases that this device had when its store was last open. */
  casesBefore: number;
  end: () => Promise<void>;
};

/** Starts the store worker and opens the store of the session that main has open. Rejects with `StoreNotOpened`. */
export async function openStore(): Promise<OpenStore> {
  const [catalogue, calendar, { office }] = await Promise.all([
    callMain('catalogue.read', {}),
    callMain('calendar.read', {}),
    callMain('app.start', {}),
  ]);
  const thresholds = office?.alarms ?? AlarmThresholds.parse({});
  const started = await startStore({ items: catalogue.items, calendar, thresholds }, showReading);
  showReading(undefined);
  if (started.kind !== 'started') throw new StoreNotOpened(started.kind);
  const { store, opened, end } = started;
  const { deviceId } = opened.session.device;
  const casesBefore = await casesSeen(deviceId);
  void noteCasesSeen(deviceId, opened.cases);
  const { changes, stop } = await storeChanges(store);
  return {
    store,
    changes,
    opened,
    casesBefore,
    known: knownThings(catalogue, calendar),
    end: async () => {
      stop();
      // A store that no longer answers is ended all the same.
      const counted = await Promise.race([store.counts().catch(() => undefined), late()]);
      if (counted) await Promise.race([noteCasesSeen(deviceId, counted.all), late()]);
      await end();
    },
  };
}
