import type { CalendarYear } from '@shared/calendar/calendarData';
import type { CaseState } from '@shared/casework/caseState';
import type {
  CaseEvent,
  CaseEventType,
  FormData,
  LateEntry,
  MaterialRecord,
  Payload,
} from '@shared/casework/event';
import type { Alarm, AlarmThresholds } from '@shared/casework/alarms';
import type { CaseClocks } from '@shared/casework/clocks';
import type { PermittedStep } from '@shared/casework/permitted';
import type { Refusal } from '@shared/casework/rules/refusal';
import type { CaseSummary } from '@shared/casework/summary';
import type { CaseFilter, CaseTraits, Queue, Sort } from '@shared/casework/worklist';
import type { Text } from '@shared/catalogue/field';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Account } from '@shared/protocol/account';
import type { CatchUp } from '../sync/progress';
import type { WaitingPage } from './waiting';
import type { Assigned } from '@shared/protocol/assigned';
import type { PushRefusal } from '@shared/protocol/refusal';
import type { FerryTaken, FerryWritten } from '@shared/bridge/ferry';
import type { Session } from '@shared/bridge/session';
import type { Facets } from './caseTable';
import type { DepartureRecord } from './records';
import type { ReadProgress } from './readPages';

/**
 * What the store worker offers the page (through Comlink; features reach it only by renderer/actors). All data is plain
 * and cloneable. Nothing here waits on the number of cases.
 */
export type StoreApi = {
  /**
   * Opens the store of the signed-in session; rebuilds it from the ledger when it is empty or behind. `progress` (a Comlink
   * proxy) is told now and then how many cases are read.
   */
  open: (
    port: MessagePort,
    known: Known,
    progress?: (read: ReadProgress) => void,
  ) => Promise<Opened | NotOpened>;
  worklist: (query: WorklistQuery) => Promise<WorklistPage>;
  facets: (query: FacetQuery) => Promise<Facets>;
  counts: () => Promise<Counts>;
  /** Open cases with something late or irregular, the gravest and longest first; at most `limit` of them. */
  alarms: (limit: number) => Promise<AlarmPage>;
  /** Part of a name, pinyin initials, digits of an ID number, phone or case number. At most `limit` rows. */
  search: (text: string, limit: number) => Promise<CaseRow[]>;
  readCase: (caseId: string) => Promise<CaseFile | undefined>;
  /** Takes steps on one case, all or none. Resolves only after they are on the disk. */
  perform: (caseId: string, steps: readonly StepCommand[]) => Promise<Performed>;
  /** A new case: receives it and, where asked, takes further steps at once (即办件). */
  receive: (intake: Intake, then: readonly StepCommand[]) => Promise<Performed>;
  /** 启动联办: opens the children of an accepted bundle, all or none; those that can be are accepted at once. */
  openBundle: (caseId: string) => Promise<Performed>;
  /** Tells a bundle how its children ended that are closed by now; refused with `notNow` where none is. */
  gatherBundle: (caseId: string) => Promise<Performed>;
  /** Other years of days off hold from now on; answers how many open cases are due on another day. */
  replaceCalendar: (years: readonly CalendarYear[]) => Promise<number>;
  saveDraft: (draft: Draft) => Promise<void>;
  listDrafts: () => Promise<Draft[]>;
  discardDraft: (draftId: string) => Promise<void>;
  /** Events of this device that the platform refused for good, newest first. */
  attention: () => Promise<AttentionEntry[]>;
  /** A person has read and settled an entry; it stays in the ledger and leaves the list. */
  settleAttention: (eventId: string) => Promise<void>;
  /** Cases that other offices have since a restore of the platform, and this one has not, the latest first. */
  departures: () => Promise<DepartureRecord[]>;
  /** A person has read that a case left; it leaves the list. */
  settleDeparture: (caseId: string) => Promise<void>;
  syncStatus: () => Promise<SyncStatus>;
  syncNow: () => Promise<void>;
  /** The cases with steps that wait to be uploaded, and why. */
  waiting: (limit: number) => Promise<WaitingPage>;
  /** Whether large files are spared the network of the moment; everything else goes. */
  spareNetwork: (spare: boolean) => Promise<void>;
  /** Sends the large files that wait, whatever the network costs. */
  sendLargeFiles: () => Promise<void>;
  /** 离线摆渡: writes what waits to the medium that a person has chosen just before. */
  ferryOut: () => Promise<FerryWritten>;
  /** 离线摆渡: takes the receipts in that a person has chosen just before. */
  ferryIn: () => Promise<FerryTaken[]>;
  /** Calls back with what changed; returns the unsubscribe. Listener is a Comlink proxy. */
  subscribe: (listener: (change: StoreChange) => void) => Promise<() => void>;
  /** Ends sync and forgets keys; the page then terminates the worker. */
  close: () => Promise<void>;
};

export type Known = { items: ServiceItem[]; calendar: CalendarYear[]; thresholds: AlarmThresholds };
/** `fromLedger`: events that the store did not hold and took from the ledger while it opened. */
export type Opened = {
  kind: 'opened';
  session: Session;
  cases: number;
  rebuilt: boolean;
  fromLedger: number;
};
/** Nothing was changed: a newer program wrote the store, or the database gives no answer, as on a full disk. */
export type NotOpened = { kind: 'newerStore' | 'storeStuck' };

export type { CaseFilter, CaseTraits, Queue, Sort } from '@shared/casework/worklist';
export type { Facets } from './caseTable';
export type { DepartureRecord } from './records';
export type { WaitingPage, WaitingRow } from './waiting';
export type { ReadProgress } from './readPages';
export type WorklistQuery = {
  queue: Queue;
  filter?: CaseFilter;
  sort: Sort;
  /** From the last of the order to its first. */
  reverse?: boolean;
  offset: number;
  limit: number;
};
/** Counts per value of each filter: how many cases it would leave, the other filters being as they are. */
export type FacetQuery = { queue: Queue; filter?: CaseFilter };
export type CaseRow = { summary: CaseSummary; clocks: CaseClocks };
export type AlarmRow = { row: CaseRow; alarms: Alarm[] };
export type AlarmPage = { rows: AlarmRow[]; total: number };
export type WorklistPage = { rows: CaseRow[]; total: number };
export type Counts = Record<Queue, number> & {
  overdue: number;
  dueSoon: number;
  attention: number;
  today: number;
};

/** One thing that happened; `confirmed` carries what the platform assigned, absent while it waits to be uploaded. */
export type TimelineEntry = {
  event: CaseEvent;
  version: number | undefined;
  assigned: Assigned;
  refused: PushRefusal | undefined;
};
export type CaseFile = {
  row: CaseRow;
  state: string;
  facts: CaseState;
  timeline: TimelineEntry[];
  steps: PermittedStep[];
  attention: AttentionEntry[];
  /** The children of a bundle that are on this device, in the order of the bundle. */
  children: CaseRow[];
  /** The bundle that this case is a child of. */
  parent: CaseRow | undefined;
};

/** A step to take; `late` where it happened before it is entered 补录. */
export type StepCommand = {
  [T in CaseEventType]: { type: T; payload: Payload<T>; late?: LateEntry };
}[CaseEventType];
export type Intake = {
  itemCode: string;
  form: FormData;
  materials: MaterialRecord[];
  /** 补录: the application came before it is entered. */
  late?: LateEntry;
  draftId?: string;
};
export type Performed =
  | { kind: 'saved'; caseId: string; number: string }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'diskFull' };

export type Draft = {
  draftId: string;
  itemCode: string;
  form: FormData;
  materials: MaterialRecord[];
  savedAt: string;
};

export type AttentionEntry = {
  event: CaseEvent;
  refusal: PushRefusal;
  refusedAt: string;
  /** The form fields it wanted otherwise than they are now. Empty for steps that carry none. */
  fields: { field: string; mine: string; theirs: string }[];
  /** The form as its author found it. */
  before: FormData;
  /** Confirmed events of other devices that its author had not seen, by id. */
  since: string[];
};

export type SyncStatus = {
  kind:
    | 'offline'
    | 'connecting'
    | 'catchingUp'
    | 'live'
    | 'strangeAnswer'
    /** The platform is there and asks to be left alone for a while. */
    | 'busy'
    | 'updateRequired'
    | 'signedOut'
    | 'storageFull';
  /** The platform tells of news by itself; without that it is asked every few seconds. */
  live: boolean;
  /** Milliseconds between the last failure and the next try; absent where nothing has failed. */
  retryIn: number | undefined;
  /** How far the platform's clock is ahead of this PC's, in milliseconds; absent where that is of no account. */
  clockAhead: number | undefined;
  /** The platform was restored from a backup, and its history and this device's are being compared. */
  comparing: boolean;
  /** A long catch: what is here of it, what is still to come. */
  catchUp: CatchUp | undefined;
  /** Cases that wait for files, and those of them that wait because large files are spared the network. */
  waitForFiles: number;
  largeFilesWait: number;
  /** Events saved on this device that the platform has not confirmed. */
  pending: number;
  /** Entries under Needs attention: refused steps, and cases that left. */
  attention: number;
  lastConfirmedAt: string | undefined;
  /** A chain that this device was restored from is damaged: what of it was never uploaded may not be. */
  restoredChainDamaged: boolean;
  /** Cases of it that wait for a file which does not get through. */
  restoredWaits: number;
};

export type StoreChange =
  /** `traits` of these cases before and after; absent where it may be any list that changed. */
  | { kind: 'cases'; caseIds: string[]; traits?: CaseTraits[] }
  | { kind: 'sync'; status: SyncStatus }
  | { kind: 'attention' }
  /** The signed-in account has changed, or what it borrows. */
  | { kind: 'account'; account: Account }
  /** Years of days off that the platform handed out hold from now on; `moved` open cases are due on another day. */
  | { kind: 'calendar'; years: CalendarYear[]; taken: number[]; moved: number }
  /** Service items that the platform handed out are in force from the next sign-in or unlocking on. */
  | { kind: 'catalogue'; names: Text[] }
  | { kind: 'drafts' }
  /** The database was lost while it was open; another has taken its place, with what the ledger held. */
  | { kind: 'renewed'; before: number; cases: number; fromLedger: number };
