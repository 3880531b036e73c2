import type { CaseEvent, MaterialFile } from '@shared/casework/event';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import { readOutbox } from '../store/reading';
import type { StoredEvent } from '../store/records';
import type { WorkingStore } from '../store/workingStore';
import { obstacleOf, type Obstacle, type Outcome } from './outcome';

/** Events of one push, and about how much JSON it may carry. */
const batchSize = 100;
const batchBytes = 4 * 1024 * 1024;

/** The files that an event names, small ones first. */
export function filesOf(event: CaseEvent): MaterialFile[] {
  if (event.type !== 'application.received' && event.type !== 'supplement.received') return [];
  return event.payload.materials.flatMap(({ files }) => files).sort((a, b) => a.size - b.size);
}

const sizeOf = (signed: SignedEvent) => JSON.stringify(signed).length;

/** The next events to send, in order, as many as fit into one push and at least one. */
export async function readBatch(store: WorkingStore): Promise<StoredEvent[]> {
  const due = await readOutbox(store, batchSize);
  let bytes = 0;
  const end = due.findIndex(({ signed }, index) => {
    bytes += sizeOf(signed);
    return index > 0 && bytes > batchBytes;
  });
  return end < 0 ? due : due.slice(0, end);
}

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

/**
 * Sends the files that the next events name, each before its event. `upTo` is the sequence up to which every file is there;
 * `sent` remembers, for this session, what need not be sent again.
 */
export async function uploadMaterials(store: WorkingStore, sent: Set<string>): Promise<Outcome> {
  let upTo = 0;
  for (const { signed } of await readBatch(store)) {
    for (const file of filesOf(signed.body.event)) {
      if (sent.has(file.sha256)) continue;
      const obstacle = await uploadFile(store, file);
      // What is complete so far is pushed; the obstacle shows itself again with the rest.
      if (obstacle) return upTo > 0 ? { kind: 'uploaded', upTo } : obstacle;
      sent.add(file.sha256);
    }
    upTo = signed.body.sequence;
  }
  return { kind: 'uploaded', upTo };
}
