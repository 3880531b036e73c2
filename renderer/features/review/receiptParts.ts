import { payloads, type DeliveryMethod } from '@shared/casework/event';

/** What a return receipt 送达回证 can say beyond how, to whom and when. */
export type ReceiptPart = 'place' | 'trackingNumber' | 'refusalReason' | 'witnesses' | 'servers';

/** The questions of each way of service, those it cannot do without first. */
export const receiptParts: Record<DeliveryMethod, { asked: ReceiptPart[]; needed: ReceiptPart[] }> = {
  direct: { asked: ['place'], needed: [] },
  left: {
    asked: ['refusalReason', 'servers', 'witnesses', 'place'],
    needed: ['refusalReason', 'servers', 'witnesses'],
  },
  post: { asked: ['trackingNumber', 'place'], needed: ['trackingNumber'] },
  entrusted: { asked: ['place'], needed: [] },
  electronic: { asked: ['place'], needed: [] },
  announcement: { asked: ['place'], needed: ['place'] },
};

/** Whether somebody signs for it; else the receipt names for whom it was meant. */
export const isSigned: Record<DeliveryMethod, boolean> = {
  direct: true,
  left: false,
  post: true,
  entrusted: true,
  electronic: false,
  announcement: false,
};

/** How many names a part needs; leaving at the address takes two people. */
const namesNeeded = { servers: 2, witnesses: 1 } as const;

/** The payload with what its way of service needs, so that a gap is said under its field before the machine says it. */
export const Receipt = payloads['result.delivered'].superRefine((receipt, context) => {
  for (const part of receiptParts[receipt.method].needed) {
    const value = receipt[part];
    const missing =
      part === 'servers' || part === 'witnesses'
        ? new Set(receipt[part]).size < namesNeeded[part]
        : value === undefined;
    if (missing) context.addIssue({ code: 'custom', path: [part], message: 'the way of service needs it' });
  }
});
