import { z } from 'zod';
import { AlarmThresholds } from '../casework/alarms';
import { DivisionCode } from '../casework/identifiers';
import { CreditCode } from '../identity/creditCode';

/** Where documents go: to the system's printer, or, where an office has none at this PC, as PDF files into a folder. */
export const PrintOutput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('printer'), deviceName: z.string().optional() }),
  z.strictObject({ kind: z.literal('folder'), path: z.string().min(1) }),
]);
export type PrintOutput = z.infer<typeof PrintOutput>;

/** The office file an installer lays beside the application; everything in it can be shown to anybody. */
export const OfficeFile = z.strictObject({
  platformUrl: z.url({ protocol: /^https?$/ }),
  officeName: z.string().min(1).max(100),
  divisionCode: DivisionCode,
  windowName: z.string().min(1).max(50),
  enrolmentCode: z.string().max(40).optional(),
  printOutput: PrintOutput.default({ kind: 'printer' }),
  /** From when an alarm is raised. */
  alarms: AlarmThresholds.prefault({}),
  /** After how many minutes without an act in the window it is locked; a fraction is allowed. */
  idleLockMinutes: z.number().min(0.05).max(60).default(10),
  /** For how many days after the last sign-in with a network an account can sign in without one. */
  offlineDays: z.number().int().min(1).max(366).default(30),
  /** Who may sign calendars of later years: Ed25519 public keys, SPKI, base64. */
  calendarKeys: z.array(z.base64()).default([]),
  /** 统一社会信用代码 of the organs that act here, by their full names (汤原县林业和草原局); exchanges ask for them. */
  organCreditCodes: z.record(z.string().min(1).max(100), CreditCode).optional(),
});
export type OfficeFile = z.infer<typeof OfficeFile>;
