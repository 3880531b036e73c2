import { z } from 'zod';
import { Account } from '../protocol/account';
import { DivisionCode, Id } from '../casework/identifiers';

/** The device as enrolled. */
export const Device = z.strictObject({
  deviceId: Id,
  deviceNumber: z.number().int().min(1).max(9999),
  deviceName: z.string(),
  divisionCode: DivisionCode,
  divisionName: z.string(),
  streams: z.array(DivisionCode).min(1),
  platformUrl: z.string(),
});
export type Device = z.infer<typeof Device>;

/** A person signed in on this device. */
export const Session = z.strictObject({ account: Account, credentialId: Id, device: Device });
export type Session = z.infer<typeof Session>;

/** Why the platform could not be asked. None of them loses anything. */
export const Unreachable = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('offline') }),
  /** Something answered that is not the platform, e.g. a portal's HTML page. */
  z.strictObject({ kind: z.literal('strangeAnswer'), status: z.number().int(), contentType: z.string() }),
]);
export type Unreachable = z.infer<typeof Unreachable>;
