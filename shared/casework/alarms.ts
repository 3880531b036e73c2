import { z } from 'zod';
import type { Clock } from '../calendar/clock';
import { addDays, type PlainDate } from '../calendar/dates';
import type { ClockName } from './clocks';
import type { CaseSummary } from './summary';

/** From when an alarm is raised; an office sets its own (no national thresholds are known). */
export const AlarmThresholds = z.strictObject({
  /** 预警: this many days of the promised limit are left, or fewer. */
  dueSoonDays: z.number().int().min(0).max(10).default(2),
  /** 转办逾期: a transfer was not accepted within so many working days. */
  transferDays: z.number().int().min(1).max(10).default(2),
});
export type AlarmThresholds = z.infer<typeof AlarmThresholds>;

/** What is late or irregular 电子监察, the gravest first. */
export const AlarmKind = z.enum([
  /** 红牌: over the statutory limit */ 'red',
  /** 黄牌: over the promised limit */ 'yellow',
  /** 送达超期: ten working days since the decision */ 'deliveryLate',
  /** 逾期未告知: five working days without a word */ 'supplementLate',
  /** 容缺逾期未补 */ 'toleratedOverdue',
  /** 环节超时, also where the whole is in time */ 'stageOvertime',
  /** 转办逾期未接收: slow forwarding */ 'transferLate',
  /** 协办逾期未回复 */ 'assistanceLate',
  /** 视为受理: nobody said in time what is missing */ 'deemed',
  /** 二次补正告知 */ 'askedTwice',
  /** 容缺补齐期限晚于承诺办结日期 */ 'toleratedAfterPromise',
  /** 预警 */ 'dueSoon',
]);
export type AlarmKind = z.infer<typeof AlarmKind>;

/** One alarm; `since` is the first day on which it stands, absent where it has none. */
export type Alarm = { kind: AlarmKind; since?: PlainDate };

const isOver = (clock: Clock | undefined): clock is Clock =>
  clock !== undefined && clock.state !== 'stopped' && clock.remaining < 0;

/**
 * The alarms of a case by its clocks of the day looked at, the gravest first. They are computed like the lights and never
 * stored: what was late stays late, and what a new calendar excuses is excused.
 */
export function alarmsOf(
  summary: CaseSummary,
  clocks: Partial<Record<ClockName, Clock>>,
  { dueSoonDays }: AlarmThresholds = AlarmThresholds.parse({}),
): Alarm[] {
  const { promised } = clocks;
  const over = (kind: AlarmKind, clock: Clock | undefined): Alarm[] =>
    isOver(clock) ? [{ kind, since: addDays(clock.due, 1) }] : [];
  const marked = (kind: 'deemed' | 'askedTwice'): Alarm[] =>
    summary.marks.includes(kind) && summary.decidedOn === undefined ? [{ kind }] : [];
  const isSoon =
    promised?.state === 'running' && promised.remaining >= 0 && promised.remaining <= dueSoonDays;
  const { toleratedDueOn } = summary;
  return [
    ...over('red', clocks.statutory),
    ...over('yellow', promised),
    ...over('deliveryLate', clocks.delivery),
    ...over('supplementLate', clocks.supplement),
    ...over('toleratedOverdue', clocks.tolerated),
    ...over('stageOvertime', clocks.stage),
    ...over('transferLate', clocks.transfer),
    ...over('assistanceLate', clocks.assistance),
    ...marked('deemed'),
    ...marked('askedTwice'),
    ...(toleratedDueOn !== undefined && promised && toleratedDueOn > promised.due
      ? [{ kind: 'toleratedAfterPromise' as const }]
      : []),
    ...(isSoon ? [{ kind: 'dueSoon' as const }] : []),
  ];
}
