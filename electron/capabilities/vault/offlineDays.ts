import type { AccountWrap } from './accountWrap';

const day = 86_400_000;

/**
 * Whole days for which an account may still sign in without a network; negative once they are over. Counted from the last time
 * that the platform vouched for it, by the latest time ever seen on this device.
 */
export function offlineDaysLeft(
  { vouchedAt, seenAt }: Pick<AccountWrap, 'vouchedAt' | 'seenAt'>,
  allowed: number,
  now: Date,
): number {
  if (vouchedAt === undefined) return allowed;
  const present = Math.max(now.getTime(), seenAt === undefined ? 0 : Date.parse(seenAt));
  return Math.floor((Date.parse(vouchedAt) + allowed * day - present) / day);
}
