import { z } from 'zod';

/** What the platform assigns when it accepts an event. */
export const Assigned = z.strictObject({
  /** 办件编号, given with `application.received`. */
  caseNumber: z.string().max(50).optional(),
  /** 文书编号, given with events that issue a document. */
  documentNumber: z.string().max(60).optional(),
});
export type Assigned = z.infer<typeof Assigned>;
