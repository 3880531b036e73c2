import { z } from 'zod';
import { DivisionCode, Id } from '../../casework/identifiers';
import { PullAnswer } from '../../protocol/pull';
import { OfferedEvent, PushAnswer } from '../../protocol/push';

/** As what events are offered: this device's own, history given back to a restored platform, a chain restored from a backup. */
export const FerriedAs = z.enum(['own', 'givenBack', 'carried']);
export type FerriedAs = z.infer<typeof FerriedAs>;

/** Events of one push. */
export const batchSize = 100;

/** `push`: what POST /v1/push would take, at most as many. */
export const FerriedPush = z.strictObject({
  protocolVersion: z.number().int().positive(),
  as: FerriedAs,
  events: z.array(OfferedEvent).min(1).max(batchSize),
});
export type FerriedPush = z.infer<typeof FerriedPush>;

/** `cursors`: behind which position of which stream the device asks for what others did, as in GET /v1/pull. */
export const FerriedCursors = z.strictObject({
  cursors: z
    .array(
      z.strictObject({ stream: DivisionCode, epoch: Id.optional(), after: z.number().int().nonnegative() }),
    )
    .max(10),
});
export type FerriedCursors = z.infer<typeof FerriedCursors>;

/** `answer`: what POST /v1/push answered to a batch; `caseIds` says of which case each event is. */
export const FerriedAnswer = z.strictObject({
  as: FerriedAs,
  caseIds: z.array(Id).max(batchSize),
  answer: PushAnswer,
});
export type FerriedAnswer = z.infer<typeof FerriedAnswer>;

/** `page`: what GET /v1/pull answered. */
export const FerriedPage = z.strictObject({
  stream: DivisionCode,
  after: z.number().int().nonnegative(),
  answer: PullAnswer,
});
export type FerriedPage = z.infer<typeof FerriedPage>;

/** `standing`: the accounts that work on this device, and whether the platform still vouches for them. */
export const FerriedStanding = z.strictObject({
  /** Epochs of the platform before the present one, the oldest first. */
  earlierEpochs: z.array(Id).max(1000),
  accounts: z.array(z.strictObject({ loginName: z.string().min(2).max(40), inForce: z.boolean() })).max(1000),
});
export type FerriedStanding = z.infer<typeof FerriedStanding>;

/** `catalogue`: what GET /v1/catalogue answers, with its version. Each item is looked at for itself: an older program may not know all. */
export const FerriedCatalogue = z.strictObject({
  version: z.string().max(100),
  items: z.array(z.unknown()).max(10_000),
});
export type FerriedCatalogue = z.infer<typeof FerriedCatalogue>;

/** `end`: ties the body to its label, so that neither can be put to another, and shows that nothing is missing. */
export const FerriedEnd = z.strictObject({
  bundleId: Id,
  deviceId: Id,
  number: z.number().int().positive(),
  records: z.number().int().nonnegative(),
});
export type FerriedEnd = z.infer<typeof FerriedEnd>;
