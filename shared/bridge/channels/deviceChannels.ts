import { z } from 'zod';
import { Instant } from '../../casework/identifiers';
import { Device, Unreachable } from '../session';
import { nothing } from './nothing';
import { RecoverySecret } from './recoverySecret';

/** What the page may ask of the main process for the enrolment of this PC. */
export const deviceChannels = {
  'device.enrol': {
    input: z.strictObject({
      platformUrl: z.url({ protocol: /^https?$/ }),
      code: z.string().trim().min(4).max(40),
      deviceName: z.string().trim().min(1).max(60),
      /** The chosen backup is restored as well: this device takes the place of the one that it was written on. */
      restore: z.strictObject({ passphrase: z.string().min(1).max(200) }).optional(),
    }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('enrolled'),
        device: Device,
        /** 单位恢复密钥 of this device, shown once; it counts after `recovery.confirm`. */
        recoveryKey: RecoverySecret,
        restored: z
          .strictObject({ deviceName: z.string(), writtenAt: Instant, last: z.number().int().nonnegative() })
          .optional(),
      }),
      z.strictObject({ kind: z.enum(['codeUnknown', 'updateRequired']) }),
      /** Nothing was changed and no code was used. */
      z.strictObject({ kind: z.enum(['notABackup', 'wrongPassphrase', 'damagedBackup', 'diskFull']) }),
      ...Unreachable.options,
    ]),
  },
  /**
   * Moves the data of this device aside, so that the PC can be enrolled again: only after a sign-in has shown that the platform has
   * withdrawn the device, or that its ledger is damaged. Nothing is deleted.
   */
  'device.setAside': {
    input: nothing,
    output: z.strictObject({ kind: z.literal('setAside'), folder: z.string().optional() }),
  },
} as const;
