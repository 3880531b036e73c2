import { readDrafts } from './reading';
import { DraftRecord } from './records';
import type { Draft } from './storeApi';
import type { WorkingStore } from './workingStore';

/** Keeps a draft of an application form; the same id replaces it. A draft never leaves this device. */
export const saveDraft = (store: WorkingStore, draft: Draft): Promise<void> =>
  store.queue(async () => {
    const record = DraftRecord.parse(draft);
    const { draftId } = record;
    await store.db.drafts.put({ draftId, ...(await store.sealer.seal('drafts', draftId, record)) });
    store.notify({ kind: 'drafts' });
  });

/** All drafts of this device, the latest first. */
export const listDrafts = (store: WorkingStore): Promise<Draft[]> => readDrafts(store);

/** Throws a draft away. Without effect where there is none. */
export async function discardDraft(store: WorkingStore, draftId: string): Promise<void> {
  await store.db.drafts.delete(draftId);
  store.notify({ kind: 'drafts' });
}
