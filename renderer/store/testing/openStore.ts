import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { NumberedKey } from '@shared/bridge/workerChannels';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import { admit, openWorkingStore } from '../openStore';
import type { ReadProgress } from '../readPages';
import type { StoreChange } from '../storeApi';
import { memoryPort } from './memoryPort';

export const newEngine = () => ({ indexedDB: new IDBFactory(), IDBKeyRange });
type Engine = ReturnType<typeof newEngine>;

/** Opens a store over an engine that outlives it. */
export const openOver = async (
  engine: Engine,
  ledger: readonly SignedEvent[] = [],
  progress: (read: ReadProgress) => void = () => undefined,
  notify: (change: StoreChange) => void = () => undefined,
  keys?: () => NumberedKey[],
) =>
  openWorkingStore(
    await admit(memoryPort(ledger, keys)),
    { items: [sampleItem], calendar: [], thresholds: { dueSoonDays: 2, transferDays: 2 } },
    {
      engine,
      progress,
      notify,
      wakeSync: () => undefined,
      now: () => new Date('2026-03-02T02:00:00Z'),
    },
  );

/** All summaries as a text, the same wherever they lie. */
export const pictureOf = ({ memory }: Awaited<ReturnType<typeof openOver>>['store']): string => {
  const { rows } = memory.worklist({ queue: 'all', sort: 'received', offset: 0, limit: 1e6 });
  return JSON.stringify(rows.map(({ summary }) => [summary, memory.get(summary.caseId)?.pinyin]).sort());
};
