import type { Rule } from './refusal';

/** 补录: what is entered afterwards happened before it was entered, and not before the case was received. */
export const lateEntrySound: Rule = ({ state, event: { late, recordedAt } }) => {
  if (!late) return undefined;
  const occurred = Date.parse(late.occurredAt);
  if (occurred > Date.parse(recordedAt)) return { kind: 'lateInFuture' };
  const received = state.received?.at;
  return received !== undefined && occurred < Date.parse(received) ? { kind: 'beforeReceipt' } : undefined;
};
