import type { MaterialFile } from '@shared/casework/event';
import type { WorkingStore } from '../store/workingStore';
import { obstacleOf, type Obstacle, type Outcome } from './outcome';

/** Files sent at the same time; one that hangs leaves room for others. */
const atOnce = 3;
/** So many failures one after the other mean that it is the line and not the file. */
const failuresOfLine = 3;

/** Sends one file, unless the platform has it. */
export async function uploadFile(store: WorkingStore, file: MaterialFile): Promise<Obstacle | undefined> {
  const sent = await store.port.call('material.upload', { sha256: file.sha256 });
  switch (sent.kind) {
    case 'stored':
    // The file is not on this device, or the platform will never take it: the case goes on without it.
    case 'notHere':
      return undefined;
    case 'problem': {
      const obstacle = obstacleOf(sent.problem);
      return obstacle.kind === 'strangeAnswer' ? undefined : obstacle;
    }
    case 'offline':
    case 'strangeAnswer':
      return { kind: sent.kind };
  }
}

const stopsAll = ({ kind }: Obstacle) => kind === 'signedOut' || kind === 'updateRequired';

/**
 * Sends what the cases that wait still need, each file once, small ones first; a case goes on as soon as its files are there,
 * whatever becomes of the others. Files that are noted meanwhile are sent too.
 */
export async function uploadMaterials(store: WorkingStore): Promise<Outcome> {
  const { lanes } = store;
  let completed = 0;
  let failures = 0;
  let stopped = false;
  lanes.beginPass();
  const sender = async () => {
    for (;;) {
      const file = stopped ? undefined : lanes.next();
      if (!file) return;
      const obstacle = await uploadFile(store, file).catch((): Obstacle => ({ kind: 'strangeAnswer' }));
      if (!obstacle) {
        failures = 0;
        const cases = lanes.settle(file.sha256);
        completed += cases.length;
        if (cases.length > 0) store.wakeSync();
        continue;
      }
      lanes.fail(file.sha256);
      failures += 1;
      stopped ||= stopsAll(obstacle) || failures >= failuresOfLine;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  return { kind: 'uploaded', completed, left: lanes.toSend };
}
