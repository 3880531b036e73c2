import { z } from 'zod';
import { Locale } from '../../catalogue/field';
import { OfficeFile } from '../office';
import { Device } from '../session';
import { nothing } from './nothing';

/** Settings of this device that hold nothing personal. */
export const Settings = z.strictObject({
  locale: Locale.default('zh-CN'),
  largeType: z.boolean().default(false),
  /** Whether the network costs by the amount; `auto`: as the system says. */
  network: z.enum(['auto', 'metered', 'unmetered']).default('auto'),
});
export type Settings = z.infer<typeof Settings>;

/** What the window needs to begin with. */
export const appChannels = {
  /** What the first screen needs. `office` is the installer's file, `accounts` those who signed in here before. */
  'app.start': {
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      device: Device.optional(),
      office: OfficeFile.optional(),
      accounts: z.array(z.strictObject({ loginName: z.string(), name: z.string() })),
      settings: Settings,
      /** Login name of the person who locked this window, where it is locked. */
      lockedBy: z.string().optional(),
      /** Somebody has left the window for another person. */
      switching: z.boolean().optional(),
    }),
  },
  'settings.save': { input: Settings, output: z.strictObject({ kind: z.literal('saved') }) },
  /** Asks for the port of the store worker; it arrives as a window message named `workerPortMessage`. */
  'worker.connect': { input: nothing, output: z.strictObject({ kind: z.literal('connected') }) },
} as const;
