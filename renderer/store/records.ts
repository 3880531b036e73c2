import { z } from 'zod';
import { FormData, MaterialRecord } from '@shared/casework/event';
import { Id, Instant } from '@shared/casework/identifiers';
import { CaseSummary } from '@shared/casework/summary';
import { ServiceItem } from '@shared/catalogue/serviceItem';
import { Assigned } from '@shared/protocol/assigned';
import { Receipt } from '@shared/protocol/decision';
import { PushRefusal } from '@shared/protocol/refusal';
import { SignedEvent } from '@shared/sealing/signedEvent';

/** What the platform said when it took an event; rows from before receipts were given have less of it. */
const taken = {
  version: z.number().int().positive(),
  assigned: Assigned,
  epoch: Id.optional(),
  acceptedAt: Instant.optional(),
  receipt: Receipt.optional(),
};

/** Where an event stands between this device and the platform. */
export const Place = z.discriminatedUnion('kind', [
  /** In the ledger, not yet answered. */
  z.strictObject({ kind: z.literal('pending') }),
  /** The platform took it; it becomes history when pull brings it, in the right order with what others did. */
  z.strictObject({ kind: z.literal('answered'), ...taken }),
  /** History, as a stream of this epoch of the platform brought it. */
  z.strictObject({ kind: z.literal('confirmed'), ...taken, epoch: Id, acceptedAt: Instant }),
  /**
   * An earlier epoch had confirmed it. The epoch `since` holds it and brings it in no stream of this device: the case is with other offices
   * now, and nothing of it is shown. It is kept for the next restore.
   */
  z.strictObject({ kind: z.literal('elsewhere'), ...taken, epoch: Id, acceptedAt: Instant, since: Id }),
  /** The platform refused it for good; it changes nothing and is shown under Needs attention. */
  z.strictObject({
    kind: z.literal('refused'),
    refusal: PushRefusal,
    refusedAt: Instant,
    receipt: Receipt.optional(),
  }),
]);
export type Place = z.infer<typeof Place>;

export const StoredEvent = z.strictObject({ signed: SignedEvent, place: Place });
export type StoredEvent = z.infer<typeof StoredEvent>;

/**
 * `pinyin`: the syllables of the applicant's name, a blank between them; made once and not at every start. `block`: the block in
 * which the history of the case lies; on the disk only.
 */
const block = z.number().int().positive().optional();
export const StoredSummary = z.strictObject({ summary: CaseSummary, pinyin: z.string(), block });
export type StoredSummary = z.infer<typeof StoredSummary>;

/** A case of which events are here and no list can show it yet, or any more: its receipt or the definition of its item is missing. */
export const Unshown = z.strictObject({ unshown: z.literal(true), block });
export const SummaryOrNone = z.union([StoredSummary, Unshown]);

const looksLikeSummary = (value: unknown): boolean => {
  const { summary } = value as { summary?: Partial<CaseSummary> };
  return typeof summary?.caseId === 'string' && typeof summary.receivedOn === 'string';
};

/**
 * Summaries of a page. One program wrote all of it under one payload version, and the seal shows that nobody else touched it: so
 * the first is checked in full and the others by sight, which saves a second of every opening at a hundred thousand cases.
 */
export const SummaryPage = z.custom<StoredSummary[]>(
  (value) =>
    Array.isArray(value) &&
    (value.length === 0 || StoredSummary.safeParse(value[0]).success) &&
    value.every(looksLikeSummary),
);
export const History = z.array(StoredEvent);

export const AttentionRecord = z.strictObject({
  signed: SignedEvent,
  refusal: PushRefusal,
  refusedAt: Instant,
  /** A person has read and settled it; it stays, so that the same answer coming again does not raise it again. */
  settled: z.boolean(),
});
export type AttentionRecord = z.infer<typeof AttentionRecord>;

/**
 * What is told of a case that was in the lists until the platform, which was restored, brought it to other offices alone. `leftAt`: when
 * this device learned of it.
 */
export const DepartureRecord = z.strictObject({
  caseId: Id,
  itemCode: z.string(),
  itemVersion: z.number().int().positive(),
  applicantName: z.string(),
  number: z.string(),
  originDivision: z.string(),
  leftAt: Instant,
});
export type DepartureRecord = z.infer<typeof DepartureRecord>;

export const DraftRecord = z.strictObject({
  draftId: z.string().min(1),
  /** Whose it is; drafts from before this was noted are everybody's. */
  accountId: Id.optional(),
  itemCode: z.string(),
  form: FormData,
  materials: z.array(MaterialRecord),
  savedAt: Instant,
});
export type DraftRecord = z.infer<typeof DraftRecord>;

export const Cursor = z.strictObject({ epoch: Id, position: z.number().int().nonnegative() });
export type Cursor = z.infer<typeof Cursor>;

/** How far this store has come; written in the same transaction as what it speaks of. */
export const Marks = z.strictObject({
  /** Highest sequence of the ledger that the store holds, without a gap. */
  ledgerSequence: z.number().int().nonnegative(),
  /** The platform's history that the cursors belong to. */
  epoch: Id.optional(),
  /** Date -> highest sequence given out in provisional numbers of this device. */
  numbers: z.record(z.string(), z.number().int().positive()),
  lastConfirmedAt: Instant.optional(),
  /** The platform was restored: cases behind this one, in the order of their ids, are still to be given back to it. */
  givingBackAfter: z.string().optional(),
  /** All was given back: cases behind this one are still to be looked through for what the streams, read to their ends, have not brought. */
  lookingAgainAfter: z.string().optional(),
  /** Cases of which something was given back that the platform could not judge yet: given back again until it can. */
  givenBackPutOff: z.array(Id).optional(),
  /** Device this one was restored from -> sequence up to which its chain was offered to the platform. */
  carried: z.record(Id, z.number().int().nonnegative()).optional(),
  /** Cases of which events are here and no definition of their item: shown once the definition arrives. */
  waitingForItem: z.array(Id),
  /**
   * How far the first sync of a stream has come; `done` where there is none to be made any more. Absent in a store that has nothing yet.
   */
  firstSync: z
    .union([
      z.literal('done'),
      z.strictObject({
        stream: z.string(),
        at: z.number().int().nonnegative(),
        after: z.number().int().nonnegative(),
      }),
    ])
    .optional(),
  /** Blocks that came with a first sync of this epoch and were not checked yet: from the first to the last, both included. */
  toCheck: z.strictObject({ epoch: Id, from: z.number().int(), to: z.number().int() }).optional(),
  /** Everything in the store is sealed under this payload version or a later one. */
  raisedTo: z.number().int().positive().optional(),
  /** Everything in the store is sealed with the data key of this number; absent: the first. */
  sealedWith: z.number().int().positive().optional(),
});
export type Marks = z.infer<typeof Marks>;

export const emptyMarks: Marks = { ledgerSequence: 0, numbers: {}, waitingForItem: [] };

/** Definitions this device has seen; a case stays with the version it was received under. */
export const SeenItems = z.array(ServiceItem);
