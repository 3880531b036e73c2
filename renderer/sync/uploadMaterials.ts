import type { FileToSend } from '@shared/bridge/transfers';
import type { WorkingStore } from '../store/workingStore';
import { obstacleOf, type Obstacle, type Outcome } from './outcome';

/** Files sent at the same time; one that hangs leaves room for others. */
const atOnce = 3;
/** So many failures one after the other mean that it is the line and not the file. */
export const failuresOfLine = 3;

/** Sends one file, unless the platform has it. What it will never take, the case goes on without; the person is told of it. */
export async function uploadFile(store: WorkingStore, file: FileToSend): Promise<Obstacle | undefined> {
  const known = store.memory.get(file.caseId)?.summary;
  const item = known && { itemCode: known.itemCode, itemVersion: known.itemVersion };
  const sent = await store.port.call('material.upload', { ...item, ...file });
  switch (sent.kind) {
    case 'there':
    case 'refused':
    case 'notHere':
      return undefined;
    case 'problem':
      return obstacleOf(sent.problem);
    case 'offline':
    case 'strangeAnswer':
      return { kind: sent.kind };
  }
}

/** Whether nothing at all can be sent for now. */
export const stopsAll = ({ kind }: Obstacle): boolean => kind === 'signedOut' || kind === 'updateRequired';

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
