import { z } from 'zod';
import { FerryCarried, FerryState } from '../ferry';
import { nothing } from './nothing';

/** What the page may ask of the main process for 离线摆渡. */
export const ferryChannels = {
  /** 离线摆渡: the bundles of this device, and what is under way. */
  'ferry.read': { input: nothing, output: FerryState },
  /** Lets a person choose the stick that the next export goes to. */
  'ferry.chooseFolder': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('chosen'), name: z.string() }),
      z.strictObject({ kind: z.literal('cancelled') }),
    ]),
  },
  /** Lets a person choose the receipts that are taken in next. */
  'ferry.chooseReceipts': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('chosen'), files: z.number().int().positive() }),
      z.strictObject({ kind: z.literal('cancelled') }),
    ]),
  },
  /** Lets a person choose bundles of other offices and carries them to the platform; receipts are put beside them. */
  'ferry.carry': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('done'), files: z.array(FerryCarried) }),
      z.strictObject({ kind: z.literal('cancelled') }),
    ]),
  },
} as const;
