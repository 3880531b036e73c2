import { shanghaiDate, type PlainDate } from '../calendar/dates';
import type { Extension, Procedure } from '../casework/caseState';
import { happenedAt, type CaseEvent } from '../casework/event';
import { officeOf, stagePart } from '../casework/handling';
import { stageOf } from '../casework/transitions';
import { dateText, dateTimeText, dayTimeText } from './formats';
import type { ExchangeInput, Organ } from './input';
import { organOf } from './parties';

/** 业务动作 of GB/T 39046-2020 table 7. */
export const actions = ['通过', '退回', '其他'] as const;

/** A special procedure as table 7 and up_pro_special_procedure know it: an extension is kind 1, all others kind 2 (A.7). */
export type SpecialFacts = {
  kind: '1' | '2';
  name: string;
  start: string;
  reason: string;
  requestedBy: string;
  end: string;
  result: string;
  explain: string;
  handler: string;
  /** Begun or granted, and over; a request that was turned down never became a procedure. */
  finished: boolean;
};

/** One step 环节 of a case. Times are the true ones, also where the step was entered late 补录. */
export type Step = {
  /** The event that it comes from; the step that is still to be done has none. */
  eventId: string | undefined;
  name: string;
  action: (typeof actions)[number] | '';
  handler: string;
  opinion: string;
  start: string;
  end: string;
  organ: Organ;
  done: boolean;
  special?: SpecialFacts;
};

type Said = Pick<Step, 'name' | 'action' | 'opinion'> & Partial<Step>;

const plain = (name: string, opinion: string, action: Step['action'] = '其他'): Said => ({
  name,
  action,
  opinion,
});

/** What an event says as a step; undefined for what is no step of the procedure (a print, an archive mark, a rating). */
function saidBy(event: CaseEvent, { item }: ExchangeInput): Said | undefined {
  const at = happenedAt(event);
  const stageName = (id: string) => item.stages.find((stage) => stage.id === id)?.name['zh-CN'] ?? id;
  const on = (day: PlainDate) => ({ start: dayTimeText(day, at), end: dayTimeText(day, at) });
  switch (event.type) {
    case 'application.received':
      return plain('收件', '收到申请材料', '通过');
    case 'supplement.requested': {
      const lacking = event.payload.items.map(({ problem }) => problem).join('；');
      return plain('补正告知', lacking, '退回');
    }
    case 'supplement.received':
      return plain('补正材料收取', '收到补正材料', '通过');
    case 'application.accepted':
      return plain('受理', event.payload.tolerated ? '容缺受理' : '予以受理', '通过');
    case 'application.deemedAccepted':
      return plain('受理', event.payload.note ?? '逾期未告知补正，自收到申请材料之日起即为受理', '通过');
    case 'application.notAccepted':
      return plain('不予受理', event.payload.reason, '退回');
    case 'tolerated.supplied':
      return plain('容缺材料补齐', '收到容缺材料', '通过');
    case 'stage.completed': {
      const { stageId, opinion, staff, startedOn, completedOn } = event.payload;
      const end = dayTimeText(completedOn, at);
      const start = startedOn === undefined || startedOn === completedOn ? end : dayTimeText(startedOn, at);
      return { ...plain(stageName(stageId), opinion, '通过'), handler: staff.join('、'), start, end };
    }
    case 'stage.skipped':
      return plain(stageName(event.payload.stageId), event.payload.reason);
    case 'stage.returned':
      return plain(stageName(event.payload.stageId), event.payload.reason, '退回');
    case 'decision.granted':
      return { ...plain('决定', event.payload.opinion, '通过'), ...on(event.payload.decidedOn) };
    case 'decision.refused':
      return { ...plain('决定', event.payload.reason), ...on(event.payload.decidedOn) };
    case 'certificate.issued':
      return plain('制证', '制作证照', '通过');
    case 'result.delivered':
      return { ...plain('送达', '送达结果', '通过'), ...on(event.payload.deliveredOn) };
    case 'application.withdrawn':
      return plain('撤回申请', event.payload.reason);
    case 'case.terminated':
      return plain('终止办理', event.payload.reason);
    case 'bundle.opened':
      return plain('启动联办', '启动联办事项', '通过');
    case 'bundle.childFinished':
      return plain('联办事项办结', '联办事项已经办结', '通过');
    case 'case.transferred':
      return plain('转办', event.payload.reason);
    case 'transfer.accepted':
      return plain('接收转办', event.payload.note ?? '接收转办', '通过');
    case 'transfer.returned':
      return plain('退回转办', event.payload.reason, '退回');
    case 'transfer.recalled':
      return plain('收回转办', event.payload.reason);
    case 'assistance.requested':
      return plain('协办', event.payload.question);
    case 'assistance.answered':
      return plain(
        '协办回复',
        event.payload.opinion,
        event.payload.conclusion === 'agreed' ? '通过' : '其他',
      );
    case 'assistance.recalled':
      return plain('收回协办', event.payload.reason);
    case 'case.closed':
      return plain('办结', event.payload.note ?? '办结', '通过');
    default:
      return undefined;
  }
}

function procedureFacts({ requested, approved, rejected, completed }: Procedure, name: string): SpecialFacts {
  const last = completed ?? rejected ?? approved ?? requested;
  const start = approved ? dayTimeText(approved.startedOn, approved.at) : dateTimeText(requested.at);
  const end = completed
    ? dayTimeText(completed.endedOn, completed.at)
    : rejected
      ? dateTimeText(rejected.at)
      : '';
  return {
    kind: '2',
    name,
    start,
    reason: requested.reason,
    requestedBy: requested.name,
    end,
    result: completed?.result ?? (rejected ? '不予批准' : ''),
    explain: rejected?.reason ?? approved?.opinion ?? '',
    handler: last.name,
    finished: completed !== undefined,
  };
}

function extensionFacts({ requested, approved, rejected }: Extension): SpecialFacts {
  const end = approved
    ? dayTimeText(approved.approvedOn, approved.at)
    : rejected
      ? dateTimeText(rejected.at)
      : '';
  return {
    kind: '1',
    name: '延长审批',
    start: dateTimeText(requested.at),
    reason: requested.reason,
    requestedBy: requested.name,
    end,
    result: approved ? `批准延长${approved.days}日` : rejected ? '不予批准' : '',
    explain: rejected?.reason ?? '',
    handler: (approved ?? rejected ?? requested).name,
    finished: approved !== undefined,
  };
}

const specialStep = (special: SpecialFacts, eventId: string, organ: Organ): Step => ({
  eventId,
  name: special.name,
  action: '其他',
  handler: special.handler,
  opinion: special.explain === '' ? special.reason : special.explain,
  start: special.start,
  end: special.end === '' ? special.start : special.end,
  organ,
  done: special.end !== '',
  special,
});

/** The stage that waits to be done; table 7 fills its end with its start. */
function pendingStep(input: ExchangeInput): Step[] {
  const stage = stageOf(input.item, input.state);
  const since = input.facts.stageSince;
  if (!stage || since === undefined) return [];
  const start = `${dateText(since)}T000000`;
  const organ = organOf(input, officeOf(input.facts, stagePart(stage), stage.level));
  const nothingYet = { action: '', handler: '', opinion: '', done: false } as const;
  return [{ eventId: undefined, name: stage.name['zh-CN'], start, end: start, organ, ...nothingYet }];
}

/** Every step of a case in the order in which the platform or this device knows them, the one to be done last. */
export function stepsOf(input: ExchangeInput): Step[] {
  const { item, facts, timeline } = input;
  const procedures = [...facts.procedures];
  const extensions = [...facts.extensions];
  const steps = timeline.flatMap(({ event }): Step[] => {
    const organ = organOf(input, event.actor.divisionCode);
    if (event.type === 'specialProcedure.requested') {
      const procedure = procedures.shift();
      const known = item.specialProcedures.find(({ id }) => id === event.payload.procedureId);
      const name = known?.name['zh-CN'] ?? event.payload.procedureId;
      return procedure ? [specialStep(procedureFacts(procedure, name), event.id, organ)] : [];
    }
    if (event.type === 'extension.requested') {
      const extension = extensions.shift();
      return extension ? [specialStep(extensionFacts(extension), event.id, organ)] : [];
    }
    const said = saidBy(event, input);
    const time = dateTimeText(happenedAt(event));
    return said
      ? [{ eventId: event.id, handler: event.actor.name, start: time, end: time, organ, done: true, ...said }]
      : [];
  });
  return [...steps, ...pendingStep(input)];
}

/** Steps that were entered after they happened 补录: what, and when it was really entered. */
export const lateSteps = (input: ExchangeInput) =>
  input.timeline.flatMap(({ event }) => {
    const said = saidBy(event, input);
    return said && event.late
      ? [
          {
            step: said.name,
            happenedOn: shanghaiDate(event.late.occurredAt),
            enteredOn: shanghaiDate(event.recordedAt),
          },
        ]
      : [];
  });
