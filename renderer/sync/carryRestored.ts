import { filesOf } from '@shared/casework/filesOf';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import { commit } from '../store/commit';
import type { StoredEvent } from '../store/records';
import type { WorkingStore } from '../store/workingStore';
import { offer } from './offer';
import type { Obstacle } from './outcome';
import { filePause } from './syncMachine';
import { failuresOfLine, stopsAll, uploadFile } from './uploadMaterials';

/** Events of one push. */
const batchSize = 100;

/** How the files of a store's restored chains were tried last. */
type LastPass = {
  passes: number;
  /** When they are tried again, in milliseconds of this process. */
  until: number;
  /** Cases that were tried in vain while others were not tried at all: those others come first. */
  behind: ReadonlySet<string>;
};
const resting = new WeakMap<WorkingStore, LastPass>();

/** Why a case waits: a file of it did not get through; the line was taken for broken before its turn; it stood behind. */
type Stuck = 'inVain' | 'leftOut' | 'behind';

/** Sends the files of cases, one after the other; a case of which one does not get through waits for it, and no other does. */
class FileSender {
  /** Cases that wait. */
  readonly stuck = new Map<string, Stuck>();
  #failures = 0;

  constructor(
    readonly store: WorkingStore,
    readonly behind: ReadonlySet<string>,
  ) {}

  async send({ body: { event } }: SignedEvent): Promise<Obstacle | undefined> {
    const { caseId } = event;
    for (const file of filesOf(event)) {
      if (this.stuck.has(caseId)) break;
      if (this.behind.has(caseId)) this.stuck.set(caseId, 'behind');
      else if (this.#failures >= failuresOfLine) this.stuck.set(caseId, 'leftOut');
      else {
        const obstacle = await uploadFile(this.store, file);
        if (obstacle && stopsAll(obstacle)) return obstacle;
        this.#failures = obstacle ? this.#failures + 1 : 0;
        if (obstacle) this.stuck.set(caseId, 'inVain');
      }
    }
    return undefined;
  }

  /** Cases that stand behind in the next pass; none once each had its turn. */
  get behindNext(): ReadonlySet<string> {
    const stuck = [...this.stuck];
    const isThrough = stuck.every(([, why]) => why !== 'leftOut');
    return new Set(isThrough ? [] : stuck.flatMap(([caseId, why]) => (why === 'leftOut' ? [] : caseId)));
  }
}

/** Offers a chain to its end; what waits for files only takes its place, and the mark stays before the first of them. */
async function carryChain(
  store: WorkingStore,
  deviceId: string,
  sender: FileSender,
): Promise<'through' | 'damaged' | 'newEpoch' | Obstacle> {
  for (let after = store.marks.carried?.[deviceId] ?? 0, isWhole = true; ;) {
    const read = await store.port.call('restored.read', { deviceId, after, limit: batchSize });
    if (read.kind === 'damaged') return 'damaged';
    const last = read.events.at(-1)?.body.sequence;
    if (last === undefined) return 'through';
    const pending = new Set<number>();
    for (const signed of read.events) {
      const obstacle = await sender.send(signed);
      if (obstacle) return obstacle;
      if (sender.stuck.has(signed.body.event.caseId)) pending.add(signed.body.sequence);
    }
    const carried = read.events.map((signed): StoredEvent => ({ signed, place: { kind: 'pending' } }));
    const answer = await offer(store, carried, 'carried', pending);
    if (answer.kind === 'newEpoch') return 'newEpoch';
    if (answer.kind !== 'answered') return answer;
    after = last;
    isWhole &&= pending.size === 0;
    const marks = { carried: { ...store.marks.carried, [deviceId]: last } };
    if (isWhole) await store.queue(() => commit(store, { marks }));
  }
}

/**
 * On a device that was restored from a backup: offers the chain that the old device left to the platform, so that what was never
 * uploaded before it was lost still arrives. What the platform has it answers as known; the streams bring all of it. Goes on where it
 * was interrupted; cases of which a file does not get through are tried again later, and hold up nothing. Undefined when nothing is left to
 * be done now.
 */
export async function carryRestored(store: WorkingStore): Promise<Obstacle | undefined> {
  const rest = resting.get(store);
  if (store.carrying !== 'toDo' || (rest && performance.now() < rest.until)) return undefined;
  const { deviceIds } = await store.port.call('restored.list', {});
  const sender = new FileSender(store, rest?.behind ?? new Set());
  for (const deviceId of deviceIds) {
    const carried = await carryChain(store, deviceId, sender);
    // A restore of the platform: all of it begins anew.
    if (carried === 'newEpoch') return carryRestored(store);
    if (carried === 'damaged') {
      // Nothing else waits for it; the person is told, and the next sign-in tries again.
      store.carrying = 'damaged';
      return undefined;
    }
    if (carried !== 'through') return carried;
  }
  store.restoredWaits = sender.stuck.size;
  if (sender.stuck.size === 0) store.carrying = 'done';
  else {
    const passes = (rest?.passes ?? 0) + 1;
    resting.set(store, { passes, until: performance.now() + filePause(passes), behind: sender.behindNext });
  }
  return undefined;
}
