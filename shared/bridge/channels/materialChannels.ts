import { z } from 'zod';
import { Id, Sha256 } from '../../casework/identifiers';
import { FileKind } from '../../catalogue/serviceItem';
import { Unreachable } from '../session';
import { FileProgress, FileTrouble } from '../transfers';
import { nothing } from './nothing';

/** Largest small picture, in bytes. */
export const largestThumbnail = 64 * 1024;

/** Why a file is not taken in. */
const notTaken = [
  z.strictObject({ kind: z.literal('tooLarge'), size: z.number().int(), limit: z.number().int() }),
  z.strictObject({ kind: z.literal('otherKind') }),
  z.strictObject({ kind: z.literal('diskFull') }),
] as const;

/** What the page may ask of the main process for the files of cases. */
export const materialChannels = {
  /**
   * Seals a chosen file into this device's materials, piece by piece and in order: begun, added to until its end, and finished, which
   * answers only after it is on the disk.
   */
  'material.begin': {
    input: z.strictObject({ kinds: z.array(FileKind), maxBytes: z.number().int().positive() }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('begun'), takingId: Id }),
      z.strictObject({ kind: z.literal('diskFull') }),
    ]),
  },
  'material.add': {
    input: z.strictObject({ takingId: Id, bytes: z.instanceof(Uint8Array) }),
    output: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('taken') }), ...notTaken]),
  },
  'material.finish': {
    input: z.strictObject({ takingId: Id }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('added'),
        sha256: Sha256,
        size: z.number().int(),
        fileKind: FileKind,
      }),
      ...notTaken,
    ]),
  },
  /** Whether a material is on this device; where it is not, `bring` brings it from the platform, and the page asks again. */
  'material.open': {
    input: z.strictObject({ sha256: Sha256, bring: z.boolean() }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('here'), size: z.number().int().positive() }),
      z.strictObject({
        kind: z.literal('coming'),
        done: z.number().int().nonnegative(),
        size: z.number().int().positive().optional(),
      }),
      z.strictObject({ kind: z.enum(['notHere', 'checking', 'infected', 'diskFull']) }),
      ...Unreachable.options,
    ]),
  },
  /** A piece of a material that is on this device; no bytes behind its end. */
  'material.read': {
    input: z.strictObject({ sha256: Sha256, from: z.number().int().nonnegative() }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('piece'), bytes: z.instanceof(Uint8Array) }),
      z.strictObject({ kind: z.literal('notHere') }),
    ]),
  },
  /** The small picture 缩略图 of a material, as the page made it. */
  'thumbnail.read': {
    input: z.strictObject({ sha256: Sha256 }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('picture'), picture: z.instanceof(Uint8Array) }),
      z.strictObject({ kind: z.literal('none') }),
    ]),
  },
  'thumbnail.keep': {
    input: z.strictObject({
      sha256: Sha256,
      picture: z.instanceof(Uint8Array).refine((picture) => picture.length <= largestThumbnail),
    }),
    output: z.strictObject({ kind: z.literal('kept') }),
  },
  /** Files under way, and files that did not become one at the platform. */
  'transfers.read': {
    input: nothing,
    output: z.strictObject({ underWay: z.array(FileProgress), troubles: z.array(FileTrouble) }),
  },
  /** A person has seen what became of a file. */
  'transfers.dismiss': {
    input: z.strictObject({ sha256: Sha256 }),
    output: z.strictObject({ kind: z.literal('dismissed') }),
  },
} as const;
