import { z } from 'zod';
import { DivisionCode, Instant, Sha256 } from '../casework/identifiers';
import { FerryNote } from '../sealing/ferry/label';

const count = z.number().int().nonnegative();

/** What became of the events of a bundle. */
export const FerryResults = z.strictObject({
  accepted: count,
  known: count,
  refused: count,
  deferred: count,
});
export type FerryResults = z.infer<typeof FerryResults>;

/** A bundle that this device has written. */
export const SentBundle = z.strictObject({
  number: z.number().int().positive(),
  /** Number of the first file of its export: larger exports are split. */
  first: z.number().int().positive(),
  hash: Sha256,
  name: z.string(),
  /** Folder on the medium. */
  folder: z.string(),
  madeAt: Instant,
  by: z.string(),
  events: count,
  materials: count,
  bytes: count,
  /** Another file of the same export follows. */
  more: z.boolean(),
  /** The history it was written in, and whether it gave history back to a restored platform. */
  epoch: z.string().optional(),
  hasHistory: z.boolean(),
  receipt: z
    .strictObject({ takenAt: Instant, number: z.number().int().positive(), results: FerryResults })
    .optional(),
});
export type SentBundle = z.infer<typeof SentBundle>;

/** A bundle of another office that was carried to the platform from here. */
export const CarriedBundle = z.strictObject({
  divisionCode: DivisionCode,
  divisionName: z.string(),
  deviceNumber: z.number().int(),
  number: z.number().int().positive(),
  hash: Sha256,
  name: z.string(),
  carriedAt: Instant,
  by: z.string(),
  results: FerryResults,
});
export type CarriedBundle = z.infer<typeof CarriedBundle>;

/** Why something could not be written to a medium or read from it. */
export const MediumFault = z.enum(['diskFull', 'notAllowed', 'gone', 'unverified', 'failed']);
export type MediumFault = z.infer<typeof MediumFault>;

/** Where the ferry of this device stands. */
export const FerryState = z.strictObject({
  /** Whether bundles can be made without asking the platform first. */
  hasKeys: z.boolean(),
  running: z
    .strictObject({ step: z.enum(['writing', 'sending', 'reading']), done: z.number(), total: z.number() })
    .optional(),
  /** The newest first. */
  sent: z.array(SentBundle),
  carried: z.array(CarriedBundle),
});
export type FerryState = z.infer<typeof FerryState>;

/** What an export came to. */
export const FerryWritten = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('written'), bundles: z.array(SentBundle).min(1) }),
  /** This device has never had a network since there are bundles: it does not know to whom they are sealed. */
  z.strictObject({ kind: z.literal('noKeys') }),
  z.strictObject({ kind: z.literal('cancelled') }),
  z.strictObject({ kind: z.literal('failed'), fault: MediumFault, written: z.array(SentBundle) }),
]);
export type FerryWritten = z.infer<typeof FerryWritten>;

/** Why a file is not a receipt for this device; nothing of it was taken in. */
export const ReturnFault = z.enum([
  'notABundle',
  'newerFormat',
  'damaged',
  /** It is on its way to the platform. */
  'wrongDirection',
  'otherDevice',
  /** Not signed by the platform, or not readable by this device. */
  'notAuthentic',
  /** From before the platform was restored, or from another platform's history. */
  'otherHistory',
  'unreadable',
]);
export type ReturnFault = z.infer<typeof ReturnFault>;

/** What a file that was chosen as a receipt came to. */
export const FerryTaken = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('taken'),
    name: z.string(),
    number: z.number().int().positive(),
    answers: z.number().int().positive().optional(),
    results: FerryResults,
    notes: z.array(FerryNote),
    /** Events of others that are new here. */
    news: count,
    /** It had been taken in before, or a later one had. */
    again: z.boolean(),
    /** What others did begins behind what is known here: an earlier receipt is missing. */
    gap: z.boolean(),
    /** There is more than fitted; another round brings it. */
    more: z.boolean(),
    /** The platform was restored: the next export gives back what it has lost. */
    restored: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('refused'),
    name: z.string(),
    fault: ReturnFault,
    /** Whose it is, where that can be read. */
    office: z.string().optional(),
  }),
]);
export type FerryTaken = z.infer<typeof FerryTaken>;

/** What a file came to that was brought here to be passed on to the platform. */
export const FerryCarried = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('carried'),
    name: z.string(),
    divisionName: z.string(),
    deviceNumber: z.number().int(),
    number: z.number().int().positive(),
    results: FerryResults,
    notes: z.array(FerryNote),
    more: z.boolean(),
    /** Name of the receipt beside it. */
    receipt: z.string(),
  }),
  z.strictObject({
    kind: z.literal('refused'),
    name: z.string(),
    fault: z.enum([
      'notABundle',
      'newerFormat',
      'damaged',
      'wrongDirection',
      'otherPlatform',
      'notAuthentic',
      'earlierMissing',
      'deviceRevoked',
      'tooLarge',
      'updateRequired',
      'offline',
      'strangeAnswer',
      'signedOut',
      'unreadable',
      'diskFull',
      'notAllowed',
    ]),
    office: z.string().optional(),
    number: z.number().int().positive().optional(),
  }),
]);
export type FerryCarried = z.infer<typeof FerryCarried>;
