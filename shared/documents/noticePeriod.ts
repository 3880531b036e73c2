import { addDays, shanghaiDate, type PlainDate } from '../calendar/dates';
import { receivedOn, type CaseState } from '../casework/caseState';
import { holds } from '../catalogue/expression';
import type { ServiceItem, Stage } from '../catalogue/serviceItem';

/** How long a public notice 公示 hangs; `days` are calendar days, the first after `from` (民法典 Art. 201). */
export type NoticePeriod = { stage: Stage; from: PlainDate; until: PlainDate; days: number };

/**
 * The period of the case's public notice, once the case has come to it; undefined before, or where it has none. It is reached
 * when every stage before it that the form asks for was gone through or passed over.
 */
export function noticePeriod(item: ServiceItem, state: CaseState): NoticePeriod | undefined {
  const asked = item.stages.filter((stage) =>
    holds(stage.onlyWhen, state.form, { receivedOn: receivedOn(state) }),
  );
  const index = asked.findIndex(({ kind }) => kind === 'publicNotice');
  const stage = asked[index];
  if (!stage?.noticeDays || !state.accepted) return undefined;
  const done = state.stages.filter(({ stageId }) => stageId === stage.id).at(-1);
  const before = asked.slice(0, index).map(({ id }) => endOf(id, state));
  const ends = before.filter((end) => end !== undefined);
  if (!done && (ends.length < before.length || state.skipped.some(({ stageId }) => stageId === stage.id)))
    return undefined;
  const from = done?.startedOn ?? done?.completedOn ?? [state.accepted.acceptedOn, ...ends].sort().at(-1);
  if (from === undefined) return undefined;
  return { stage, from, until: addDays(from, stage.noticeDays), days: stage.noticeDays };
}

/** The day on which a stage was last completed or passed over. */
function endOf(id: string, state: CaseState): PlainDate | undefined {
  const done = state.stages.filter(({ stageId }) => stageId === id).at(-1)?.completedOn;
  const skipped = state.skipped.filter(({ stageId }) => stageId === id).at(-1);
  return done ?? (skipped && shanghaiDate(skipped.at));
}
