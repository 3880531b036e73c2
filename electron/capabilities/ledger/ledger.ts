import type { Damage } from '@shared/bridge/journal';
import type { CaseEvent } from '@shared/casework/event';
import { SignedEvent } from '@shared/sealing/signedEvent';
import type { EntryForm, LedgerKeys } from './entry';
import { openJournal, type Journal, type JournalOptions } from './journal';

/** The journal of this device's own events of cases. */
export type Ledger = Journal<CaseEvent>;
export type OpenedLedger = { kind: 'open'; ledger: Ledger } | Damage;

const form: EntryForm<CaseEvent> = { table: 'ledger', schema: SignedEvent };

/** On a full disk no case is begun; what is begun can be finished. */
const finishesWhatIsBegun = (event: CaseEvent): boolean => event.type !== 'application.received';

/** Opens the ledger of a folder; damaged, it is left exactly as it is, unlocked. */
export async function openLedger(
  folder: string,
  keys: LedgerKeys,
  options: JournalOptions<CaseEvent> = {},
): Promise<OpenedLedger> {
  const opened = await openJournal(folder, form, keys, { mayUseReserve: finishesWhatIsBegun, ...options });
  return opened.kind === 'open' ? { kind: 'open', ledger: opened.journal } : opened;
}
