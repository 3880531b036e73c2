import { traceClock, type ClockInput, type TraceDay } from '@shared/calendar/clock';
import { weekday } from '@shared/calendar/dates';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

const reasons: Record<TraceDay['reason'], string> = {
  start: '起算之日，不计（民法典第二百零一条）',
  weekday: '工作日',
  makeUpDay: '调休上班',
  weekend: '周末，不计',
  holiday: '放假，不计',
  paused: '暂停计时，不计',
  calendarDay: '自然日',
};

const line = ({ date, counted, reason, name, dayNumber, provisional }: TraceDay): string =>
  [
    `${date} 周${weekdays[weekday(date) - 1]}`,
    counted ? `第${dayNumber}天` : '—',
    reasons[reason] + (name === undefined || reason === 'paused' ? '' : `（${name}）`),
    ...(provisional ? ['暂按周末推算'] : []),
  ].join('\t');

/** Every day from the start to the due date, with why it counts or does not, a line each. */
export const traceLines = (input: ClockInput): string[] => traceClock(input).map(line);
