import { z } from 'zod';

/** Identifier of a case, event, material, account or device: a UUID, made where the thing is made. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** An instant as the device's clock showed it, ISO 8601 with offset. Recorded as data; never orders anything. */
export const Instant = z.iso.datetime({ offset: true });
export type Instant = z.infer<typeof Instant>;

/** SHA-256 in lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export type Sha256 = z.infer<typeof Sha256>;

/** GB/T 2260 division code: 6 digits for a county, 9 for a township. */
export const DivisionCode = z.string().regex(/^\d{6}(\d{3})?$/);
export type DivisionCode = z.infer<typeof DivisionCode>;
