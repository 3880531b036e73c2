import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Checked } from '@shared/bridge/journal';
import { SignedAuditEntry, type AuditAct, type AuditEntry } from '@shared/audit/auditEntry';
import type { Account } from '@shared/protocol/account';
import { readIfPresent, writeDurably } from '../../files/durableFile';
import type { EntryForm, LedgerKeys, Signer } from '../ledger/entry';
import { openJournal } from '../ledger/journal';
import type { SignedInTransport } from '../transport/transport';

/** The audit journal 审计日志 while somebody is signed in. */
export type Audit = {
  /**
   * Writes down what was done. Never rejects and never holds anything up: where it cannot be written (a full disk), the act goes
   * on, and `missed` counts.
   */
  note: (act: AuditAct) => Promise<boolean>;
  /** The newest entries first. */
  latest: (limit: number) => Promise<AuditEntry[]>;
  check: (after: number, limit: number) => Promise<Checked>;
  /** Sends what the platform has not kept yet; answers nothing, tries again at the next call. */
  upload: () => Promise<void>;
  close: () => Promise<void>;
};

const form: EntryForm<AuditEntry> = { table: 'audit', schema: SignedAuditEntry };
const atOnce = 200;
/** How long entries stay on the device in any case, in milliseconds: twice the six months that the law asks for. */
const keptFor = 366 * 86_400_000;

type Given = {
  keys: LedgerKeys;
  signer: Signer;
  account: Account;
  platform: SignedInTransport;
  now?: () => Date;
};

/**
 * Opens the audit journal of a folder. A damaged one is set aside, never changed: `damaged` names the place, and work goes on
 * with no journal being better than no work, until a person has looked.
 */
export async function openAudit(
  folder: string,
  { keys, signer, account, platform, now = () => new Date() }: Given,
): Promise<Audit> {
  const opened = await openJournal(folder, form, keys);
  if (opened.kind === 'damaged')
    return {
      note: () => Promise.resolve(false),
      latest: () => Promise.resolve([]),
      check: () => Promise.resolve(opened),
      upload: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
  const { journal } = opened;
  const keptFile = join(folder, 'kept-by-platform');
  let uploading: Promise<void> | undefined;

  async function uploadAll(): Promise<void> {
    let kept = Number((await readIfPresent(keptFile))?.toString('utf8')) || 0;
    for (;;) {
      const { events: entries } = await journal.read(kept, atOnce);
      if (entries.length === 0) break;
      const result = await platform.call('audit', { entries });
      if (result.kind !== 'answer' || result.answer.keptUpTo <= kept) return;
      kept = result.answer.keptUpTo;
      await writeDurably(keptFile, String(kept));
    }
    await journal.prune(kept, new Date(now().getTime() - keptFor));
  }

  return {
    async note(act) {
      const entry = {
        id: randomUUID(),
        at: now().toISOString(),
        accountId: account.accountId,
        name: account.name,
        act,
      };
      return journal.append([entry], signer).then(
        ({ kind }) => kind === 'appended',
        () => false,
      );
    },
    async latest(limit) {
      const { last } = await journal.read(0, 0);
      const { events } = await journal.read(Math.max(0, last - limit), limit);
      return events.map(({ body }) => body.event).reverse();
    },
    check: (after, limit) => journal.check(after, limit),
    upload: () =>
      (uploading ??= uploadAll()
        .catch(() => undefined)
        .finally(() => {
          uploading = undefined;
        })),
    async close() {
      await uploading;
      await journal.close();
    },
  };
}
