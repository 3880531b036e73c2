import { parseArgs } from 'node:util';
import { computeClock, type ClockInput } from '@shared/calendar/clock';
import { PlainDate } from '@shared/calendar/dates';
import type { Pause } from '@shared/calendar/pauses';
import type { TimeLimit } from '@shared/catalogue/serviceItem';
import { readCaseClocks } from './caseHistory';
import { calendarFolder, openCalendarFolder } from './resources';
import { traceLines } from './traceText';
import { UsageError, type Print, type Tool } from './usage';

const usage = `npm run clock -- --from 2026-09-28 --limit 20wd [--pause 2026-10-09..2026-10-12]… [--extension 10]
npm run clock -- --case FILE`;

function readDate(text: string | undefined, option: string): PlainDate {
  const date = PlainDate.safeParse(text);
  if (date.success) return date.data;
  throw new UsageError(`--${option} 要写成 2026-09-28 · is a date like 2026-09-28\n${usage}`);
}

/** 20wd is twenty working days, 30cd thirty calendar days. */
function readLimit(text: string | undefined): TimeLimit {
  const [, days, unit] = /^([1-9]\d{0,2})(wd|cd)$/.exec(text ?? '') ?? [];
  if (days === undefined)
    throw new UsageError(`--limit 要写成 20wd（工作日）或 30cd（自然日） · is 20wd or 30cd\n${usage}`);
  return { days: Number(days), unit: unit === 'wd' ? 'workingDay' : 'calendarDay' };
}

function readPause(text: string): Pause {
  const [from, to, ...rest] = text.split('..');
  const pause = { from: readDate(from, 'pause'), to: readDate(to, 'pause') };
  if (rest.length > 0 || pause.to < pause.from)
    throw new UsageError(`--pause 要写成 起日..止日 · is FROM..TO, in this order\n${usage}`);
  return pause;
}

function explain(input: ClockInput, print: Print): void {
  for (const line of traceLines(input)) print(line);
  const { due, provisional } = computeClock(input);
  print(`due=${due} provisional=${provisional}`);
}

/** Explains a time limit, or all of a case's, day by day; the last line is the due date. */
export const clockTool: Tool = (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      limit: { type: 'string' },
      pause: { type: 'string', multiple: true, default: [] },
      extension: { type: 'string', default: '0' },
      calendar: { type: 'string', default: calendarFolder },
      case: { type: 'string' },
    },
  });
  const calendar = openCalendarFolder(values.calendar);
  if (values.case !== undefined) {
    for (const { title, input } of readCaseClocks(values.case, calendar)) {
      print(title);
      explain(input, print);
    }
    return 0;
  }
  const start = readDate(values.from, 'from');
  if (!/^\d{1,3}$/.test(values.extension))
    throw new UsageError(`--extension 是天数 · is a number of days\n${usage}`);
  const input: ClockInput = {
    calendar,
    start,
    limit: readLimit(values.limit),
    pauses: values.pause.map(readPause),
    extensionDays: Number(values.extension),
    today: start,
  };
  explain(input, print);
  return 0;
};
