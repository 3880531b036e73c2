import { readDrafts } from './reading';
import { DraftRecord } from './records';
import type { Draft } from './storeApi';
import type { WorkingStore } from './workingStore';

/** Keeps a draft of an application form; the same id replaces it. A draft never leaves this device. */
export const saveDraft = (store: WorkingStore, draft: Draft): Promise<void> =>
  store.queue(async () => {
    const record = DraftRecord.parse({ ...draft, accountId: store.session.account.accountId });
    const { draftId } = record;
    await store.db.drafts.put({ draftId, ...(await store.sealer.seal('drafts', draftId, record)) });
    store.notify({ kind: 'drafts' });
  });

/** The drafts of whoever is signed in, the latest first: at a shared window nobody reads a colleague's. */
export async function listDrafts(store: WorkingStore): Promise<Draft[]> {
  const own = [undefined, store.session.account.accountId];
  const drafts = await readDrafts(store);
  return drafts.filter(({ accountId }) => own.includes(accountId)).map(({ accountId: _, ...draft }) => draft);
}

/** Throws a draft away. Without effect where there is none. */
export async function discardDraft(store: WorkingStore, draftId: string): Promise<void> {
  await store.db.drafts.delete(draftId);
  store.notify({ kind: 'drafts' });
}
