import { z } from 'zod';
import type { ClockInput } from '@shared/calendar/clock';
import { PlainDate } from '@shared/calendar/dates';
import type { WorkCalendar } from '@shared/calendar/workingDays';
import { clockInputs, type ClockName } from '@shared/casework/clocks';
import { CaseEvent, happenedAt } from '@shared/casework/event';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { summarise } from '@shared/casework/summary';
import { shanghaiDate } from '@shared/calendar/dates';
import { openCatalogue, readNamed } from './resources';
import { UsageError } from './usage';

/** A whole case as a file: its item and its events, as the worked histories of the tests have them. */
const History = z.looseObject({
  itemCode: z.string(),
  events: z.array(CaseEvent).min(1),
  today: PlainDate.optional(),
});

const titles: Record<ClockName, string> = {
  supplement: '一次性告知（5个工作日）',
  stage: '环节时限',
  tolerated: '容缺补齐期限',
  delivery: '送达（10个工作日）',
  transfer: '转办接收期限',
  assistance: '协办回复期限',
  statutory: '法定办结时限',
  promised: '承诺办结时限',
};
/** The promised limit last: its due date is what the last line says. */
const order: readonly ClockName[] = [
  'supplement',
  'transfer',
  'assistance',
  'stage',
  'tolerated',
  'delivery',
  'statutory',
  'promised',
];

function readHistory(file: string) {
  let json: unknown;
  try {
    json = JSON.parse(readNamed(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} 不是 JSON · is not JSON`);
  }
  const parsed = History.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${file} ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

/** The clocks of a case from its whole history, each ready to be explained. Throws where the history is impossible. */
export function readCaseClocks(file: string, calendar: WorkCalendar): { title: string; input: ClockInput }[] {
  const { itemCode, events, today } = readHistory(file);
  const version = events.find((event) => event.type === 'application.received')?.payload.itemVersion;
  const item = openCatalogue().items.find((one) => one.code === itemCode && one.version === version);
  if (!item) throw new UsageError(`没有事项 ${itemCode} 第 ${version ?? '?'} 版 · no such item version`);
  const { state, facts } = readSnapshot(workflowOf(item).fold(events));
  const known = { version: events.length, pending: 0, lastActor: '', lastChangeAt: '' };
  const summary = summarise(item, { state, facts }, known);
  const last = events.map(happenedAt).sort().at(-1) ?? '';
  const inputs = clockInputs(item, summary, { calendar, today: today ?? shanghaiDate(last) });
  return order.flatMap((name) => {
    const input = inputs[name];
    if (!input) return [];
    const pauses = (input.pauses ?? []).map(({ from, to }) => `${from}..${to ?? ''}`);
    const extras = [
      ...(pauses.length > 0 ? [`暂停 ${pauses.join('、')}`] : []),
      ...(input.extensionDays ? [`延期 ${input.extensionDays}`] : []),
      ...(input.stoppedOn === undefined ? [] : [`止于 ${input.stoppedOn}`]),
    ];
    return [{ title: [titles[name], ...extras].join('，'), input }];
  });
}
