import { z } from 'zod';
import { DivisionCode, Id, Instant, Sha256 } from '../../casework/identifiers';

/**
 * Version of the bundle's format. A newer one is refused and left as it is; whoever sends an older one is answered in it.
 *
 * 1: pushes, cursors and files to the platform; answers, pages, files and the standing of accounts to a device.
 * 2: a device is handed calendars and service items too.
 */
export const ferryFormat = 2;

/** An age recipient (X25519): whom a bundle is sealed to. Open to anybody. */
export const AgeRecipient = z.string().regex(/^age1[0-9a-z]{20,100}$/);

const count = z.number().int().nonnegative();

/** What both directions say in the open. Nothing in it is personal: offices, numbers, counts, hashes of sealed bytes. */
const common = {
  format: z.number().int().min(1).max(ferryFormat),
  bundleId: Id,
  /** The device that the bundle comes from or goes to, and its office. */
  deviceId: Id,
  deviceNumber: z.number().int().min(1).max(9999),
  divisionCode: DivisionCode,
  divisionName: z.string().min(1).max(100),
  /** 1, 2, 3 … per device and direction. */
  number: z.number().int().positive(),
  /** Hash of the label with the number before in this direction; `chainStart` in front of the first. */
  previousHash: Sha256,
  madeAt: Instant,
  /** More files follow this one: what was to be carried did not fit into it. */
  more: z.boolean(),
  counts: z.strictObject({ events: count, materials: count }),
  /** To whom the body is sealed. */
  sealedTo: AgeRecipient,
  /** Of the sealed body as it stands in the file, size in bytes. */
  body: z.strictObject({ sha256: Sha256, size: count }),
};

/** Something about a bundle that a person should know and that did no harm. */
export const FerryNote = z.enum([
  /** The very same bundle had been taken in before. */
  'again',
  /** One with a higher number came first. */
  'newerCameFirst',
  /** A number before this one never came; nothing of it is missing here. */
  'gapBefore',
  /** Another bundle of this device had the same number: the device was cloned, or lost its list. */
  'numberTwice',
  /** It was written before the platform was restored from a backup. */
  'earlierEpoch',
]);
export type FerryNote = z.infer<typeof FerryNote>;

/** From a device to the platform. */
export const ToPlatform = z.strictObject({
  direction: z.literal('toPlatform'),
  ...common,
  /** The history that the device knows of; absent where it has met none. */
  epoch: Id.optional(),
  /** Sequences of its own events, from the first to the last. */
  sequences: z
    .strictObject({ from: z.number().int().positive(), to: z.number().int().positive() })
    .optional(),
  /** Whose key signs. */
  credentialId: Id,
  /** To whom the answer is to be sealed. */
  replyTo: AgeRecipient,
});
export type ToPlatform = z.infer<typeof ToPlatform>;

/** From the platform to a device: what became of a bundle, and what others did. */
export const ToDevice = z.strictObject({
  direction: z.literal('toDevice'),
  ...common,
  epoch: Id,
  /** The bundle that this answers: number and hash of its label. Absent where the operator sends one unasked. */
  answers: z.strictObject({ number: z.number().int().positive(), hash: Sha256 }).optional(),
  results: z.strictObject({ accepted: count, known: count, refused: count, deferred: count }),
  notes: z.array(FerryNote).max(10),
});
export type ToDevice = z.infer<typeof ToDevice>;

/** The outside of a bundle 摆渡包: what anybody may read who holds the stick. */
export const FerryLabel = z.discriminatedUnion('direction', [ToPlatform, ToDevice]);
export type FerryLabel = z.infer<typeof FerryLabel>;

/** Label, its hash (RFC 8785, SHA-256), and the Ed25519 signature over the hash's 32 bytes, base64. */
export const FerryHead = z.strictObject({
  label: FerryLabel,
  hash: Sha256,
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
export type FerryHead = z.infer<typeof FerryHead>;
