import type { AccountWrap } from './accountWrap';

const freeFailures = 5;
const firstDelay = 30;
const longestDelay = 15 * 60;

/**
 * Seconds until this account may try again without a network: none for the first five wrong passwords, then 30 s, doubled
 * each time, at most 15 minutes. A clock that was set back counts as no time passed.
 */
export function secondsToWait(wrap: Pick<AccountWrap, 'failures' | 'lastFailureAt'>, now: Date): number {
  if (wrap.failures < freeFailures || wrap.lastFailureAt === undefined) return 0;
  const delay = Math.min(firstDelay * 2 ** (wrap.failures - freeFailures), longestDelay);
  const passed = Math.max(0, (now.getTime() - Date.parse(wrap.lastFailureAt)) / 1000);
  return Math.max(0, Math.ceil(delay - passed));
}
