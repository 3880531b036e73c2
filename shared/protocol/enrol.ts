import { z } from 'zod';
import { DivisionCode, Id } from '../casework/identifiers';

const key32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'base64 of 32 bytes');

/**
 * POST /v1/enrolments. Registers a device with a one-time code that an administrator made. `admissionSecret` is made by
 * the device and kept by the platform: it opens the device's data key for an account that signs in here for the first time.
 */
export const EnrolRequest = z.strictObject({
  protocolVersion: z.number().int().positive(),
  code: z.string().trim().min(4).max(40),
  deviceName: z.string().trim().min(1).max(60),
  admissionSecret: key32,
});
export type EnrolRequest = z.infer<typeof EnrolRequest>;

export const EnrolAnswer = z.strictObject({
  deviceId: Id,
  /** 1 to 9999, unique inside the division; part of provisional numbers. */
  deviceNumber: z.number().int().min(1).max(9999),
  divisionCode: DivisionCode,
  divisionName: z.string(),
  /** Streams this device pulls: its office's. */
  streams: z.array(DivisionCode).min(1),
});
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;
