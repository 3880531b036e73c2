import type { TFunction } from 'i18next';
import type { SyncStatus } from '../../store/storeApi';

/** Whether the platform answers, so that nothing waits for it as a whole. */
export const isReached = ({ kind }: SyncStatus): boolean =>
  kind === 'connecting' || kind === 'catchingUp' || kind === 'live';

/** Which of the few words of the top bar tell the state: what stops work's way to the platform first. */
export function topKey(status: SyncStatus): string {
  const { kind, pending, comparing, clockAhead, restoredChainDamaged, restoredWaits } = status;
  if (kind === 'offline' || kind === 'busy') return pending > 0 ? `top.${kind}Pending` : `top.${kind}`;
  if (!isReached(status)) return `top.${kind}`;
  if (comparing) return 'top.comparing';
  if (clockAhead !== undefined) return 'top.clockWrong';
  if (pending > 0) return 'top.pending';
  if (kind !== 'live') return `top.${kind}`;
  if (restoredChainDamaged) return 'top.restoredChainDamaged';
  return restoredWaits > 0 ? 'top.restoredWaits' : 'top.done';
}

/** Green only where everything is with the platform and nothing has to be said. */
export const toneOf = (status: SyncStatus): 'good' | 'busy' | 'wait' => {
  const { kind, comparing } = status;
  if (kind === 'connecting' || kind === 'catchingUp' || (comparing && isReached(status))) return 'busy';
  return topKey(status) === 'top.done' ? 'good' : 'wait';
};

/** What happened, what is safe, what comes next. */
export function sentence(status: SyncStatus, t: TFunction<'sync'>): string {
  const { kind, comparing, retryIn, live } = status;
  if (isReached(status) && comparing) return t('panel.comparing');
  if (retryIn !== undefined && (kind === 'offline' || kind === 'busy')) {
    const count = Math.max(1, Math.round(retryIn / 1000));
    return t(kind === 'busy' ? 'panel.busy' : 'panel.backingOff', { count });
  }
  if (kind === 'live' && !live) return t('panel.polling');
  return t(`panel.${kind}`);
}

/** A length of time in the largest unit that fits, rounded: how long a catch takes, how far a clock is off. */
export function durationWords(milliseconds: number, t: TFunction<'sync'>): string {
  const minutes = Math.abs(milliseconds) / 60_000;
  if (minutes < 1) return t('duration.underMinute');
  if (minutes < 90) return t('duration.minutes', { count: Math.round(minutes) });
  if (minutes < 36 * 60) return t('duration.hours', { count: Math.round(minutes / 60) });
  return t('duration.days', { count: Math.round(minutes / 1440) });
}

/** Bytes as a person reads them: MB from one on, else KB. */
export function sizeWords(bytes: number, locale: string): string {
  const inMegabytes = bytes >= 1024 * 1024;
  const value = bytes / 1024 / (inMegabytes ? 1024 : 1);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: inMegabytes ? 1 : 0 }).format(value);
  return `${number} ${inMegabytes ? 'MB' : 'KB'}`;
}
