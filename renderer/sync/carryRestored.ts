import { filesOf } from '@shared/casework/filesOf';
import { commit } from '../store/commit';
import type { StoredEvent } from '../store/records';
import type { WorkingStore } from '../store/workingStore';
import { offer } from './offer';
import type { Obstacle } from './outcome';
import { uploadFile } from './uploadMaterials';

/** Events of one push. */
const batchSize = 100;

/**
 * On a device that was restored from a backup: offers the chain that the old device left to the platform, so that what was never
 * uploaded before it was lost still arrives. What the platform has it answers as known; the streams bring all of it. Goes on where it
 * was interrupted. Undefined when it is through.
 */
export async function carryRestored(store: WorkingStore): Promise<Obstacle | undefined> {
  if (store.carrying !== 'toDo') return undefined;
  const { deviceIds } = await store.port.call('restored.list', {});
  for (const deviceId of deviceIds)
    for (;;) {
      const after = store.marks.carried?.[deviceId] ?? 0;
      const read = await store.port.call('restored.read', { deviceId, after, limit: batchSize });
      if (read.kind === 'damaged') {
        // Nothing else waits for it; the person is told, and the next sign-in tries again.
        store.carrying = 'damaged';
        return undefined;
      }
      const { events } = read;
      const last = events.at(-1);
      if (!last) break;
      for (const file of events.flatMap(({ body }) => filesOf(body.event))) {
        const obstacle = await uploadFile(store, file);
        if (obstacle) return obstacle;
      }
      const carried = events.map((signed): StoredEvent => ({ signed, place: { kind: 'pending' } }));
      const answer = await offer(store, carried, 'carried');
      // A restore of the platform: all of it begins anew.
      if (answer.kind === 'newEpoch') return carryRestored(store);
      if (answer.kind !== 'answered') return answer;
      const marks = { carried: { ...store.marks.carried, [deviceId]: last.body.sequence } };
      await store.queue(() => commit(store, { marks }));
    }
  store.carrying = 'done';
  return undefined;
}
