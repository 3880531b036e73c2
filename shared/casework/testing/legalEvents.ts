import { addDays, shanghaiDate, type PlainDate } from '../../calendar/dates';
import type { ServiceItem, Stage } from '../../catalogue/serviceItem';
import { openExtension, openProcedure, outstandingMaterials, receivedOn, type CaseState } from '../caseState';
import {
  CaseEvent,
  TerminationGround,
  type CaseEventType,
  type FormData,
  type MaterialRecord,
  type Payload,
} from '../event';
import { readSnapshot, stepFor, type CaseSnapshot, type Workflow } from '../machine';
import { stageOf, type Step } from '../transitions';
import {
  levelOfPart,
  officeOf,
  openAssistances,
  openTransfer,
  partsToTransfer,
  stagePart,
  windowPart,
} from '../handling';
import { cast, castElsewhere, castOrigin } from './cast';

/**
 * A filled form with which an item is explored, whether a tolerable paper is left for later, and whether other offices come into it:
 * that makes the graph some three times as large.
 */
export type Application = { form: FormData; tolerate: boolean; elsewhere?: boolean };

/** An event that the machine takes now, the step it means, and where it leads. */
export type Legal = { event: CaseEvent; step: Step; next: CaseSnapshot };

type Wanted = { [T in CaseEventType]: { type: T; payload: Payload<T> } }[CaseEventType];

const day = '2026-03-02';
/** Behind every waiting period that a rule knows: the five days of silence, a notice that hangs. */
const later = '2026-06-01';

const materialsOf = (item: ServiceItem, tolerate: boolean): MaterialRecord[] =>
  item.materials.map(({ id, tolerable, presented }) => {
    const isLeft = tolerate && tolerable;
    return {
      materialId: id,
      status: isLeft ? 'tolerated' : 'provided',
      presented,
      copies: isLeft ? 0 : 1,
      files: [],
    };
  });

function stageEvents(item: ServiceItem, state: CaseState, stage: Stage, on: PlainDate): Wanted[] {
  const { id: stageId, minimumStaff, noticeDays = 1 } = stage;
  const staff = ['甲', '乙', '丙', '丁', '戊'].slice(0, minimumStaff);
  const done = { stageId, opinion: '符合规定', staff, startedOn: on, completedOn: addDays(on, noticeDays) };
  return [
    { type: 'stage.completed', payload: done },
    { type: 'stage.skipped', payload: { stageId, reason: '无须进行' } },
    ...item.stages.map((earlier): Wanted => {
      const payload = { stageId, toStageId: earlier.id, reason: '需要补充调查' };
      return { type: 'stage.returned', payload };
    }),
    ...item.specialProcedures.map((procedure): Wanted => {
      const payload = { procedureId: procedure.id, reason: '依法需要进行' };
      return { type: 'specialProcedure.requested', payload };
    }),
    { type: 'specialProcedure.approved', payload: { startedOn: on } },
    { type: 'specialProcedure.rejected', payload: { reason: '不需要进行' } },
    {
      type: 'specialProcedure.completed',
      payload: { result: '已经完成', endedOn: openProcedure(state)?.approved?.startedOn ?? on },
    },
    { type: 'extension.requested', payload: { days: item.limits.extension?.days ?? 1, reason: '情况复杂' } },
    {
      type: 'extension.approved',
      payload: { days: openExtension(state)?.requested.days ?? 1, approvedOn: on },
    },
    { type: 'extension.rejected', payload: { reason: '可以按期办结' } },
    {
      type: 'tolerated.supplied',
      payload: {
        materials: outstandingMaterials(state).map((materialId) => ({
          materialId,
          status: 'provided',
          presented: 'original',
          copies: 1,
          files: [],
        })),
      },
    },
    { type: 'decision.granted', payload: { opinion: '符合条件', content: '准予', decidedOn: on } },
    { type: 'decision.refused', payload: { reason: '不符合条件', basis: '有关规定', decidedOn: on } },
  ];
}

/**
 * 转办 and 协办, as many as an exploration needs: one of them at a time, and no second transfer of what has come to the other office, so
 * that the graph stays finite.
 */
function elsewhereEvents(
  item: ServiceItem,
  facts: CaseState,
  stage: Stage | undefined,
  on: PlainDate,
): Wanted[] {
  const [asked] = openAssistances(facts);
  const hasPassed = facts.transfers.some(({ accepted }) => accepted);
  const present = stage ? stagePart(stage) : windowPart;
  const level = levelOfPart(item, present) ?? 'township';
  const parts = partsToTransfer(item, facts, present, castElsewhere);
  const fromDivision = officeOf(facts, present, level);
  const reason = '由其就近办理';
  const transfer = { fromDivision, toDivision: castElsewhere, parts, reason };
  const question = { toDivision: castElsewhere, question: '是否有异议', dueOn: addDays(on, 3), waits: false };
  return [
    ...(asked || hasPassed ? [] : [{ type: 'case.transferred' as const, payload: transfer }]),
    { type: 'transfer.accepted', payload: {} },
    { type: 'transfer.returned', payload: { reason } },
    { type: 'transfer.recalled', payload: { reason } },
    ...(asked || hasPassed || openTransfer(facts)
      ? []
      : [{ type: 'assistance.requested' as const, payload: question }]),
    ...(asked
      ? [
          {
            type: 'assistance.answered' as const,
            payload: { requestId: asked.id, conclusion: 'agreed' as const, opinion: '无异议' },
          },
          { type: 'assistance.recalled' as const, payload: { requestId: asked.id, reason } },
        ]
      : []),
  ];
}

/** A payload of every kind that could fit now; the machine says which do. */
function candidates(item: ServiceItem, state: string, facts: CaseState, given: Application): Wanted[] {
  const stage = stageOf(item, state);
  const received = receivedOn(facts) ?? day;
  const tolerated = outstandingMaterials(facts).length > 0;
  const missing = { problem: '缺少材料', remedy: '请补交' };
  const changedMobile = { [item.applicant.mobile]: '13800005555' };
  return [
    {
      type: 'application.received',
      payload: {
        itemCode: item.code,
        itemVersion: item.version,
        provisionalNumber: '暂1',
        channel: 'window',
        form: given.form,
        materials: materialsOf(item, given.tolerate),
      },
    },
    { type: 'application.amended', payload: { form: {} } },
    { type: 'supplement.requested', payload: { items: [missing], repeatReason: '补交的材料仍有缺漏' } },
    { type: 'supplement.received', payload: { form: {}, materials: [] } },
    {
      type: 'application.accepted',
      payload: {
        acceptedOn: received,
        ...(tolerated ? { tolerated: { dueOn: addDays(received, 3), promisedBy: '申请人' } } : {}),
      },
    },
    { type: 'application.deemedAccepted', payload: { acceptedOn: received } },
    { type: 'application.notAccepted', payload: { ground: 'otherAuthority', reason: '不属于职权范围' } },
    ...(stage ? stageEvents(item, facts, stage, later) : []),
    { type: 'certificate.issued', payload: { certificateNumber: '证1', validFrom: later } },
    { type: 'result.delivered', payload: { method: 'direct', recipient: '申请人', deliveredOn: later } },
    { type: 'application.withdrawn', payload: { reason: '申请人撤回' } },
    ...TerminationGround.options.map((ground): Wanted => {
      const to = ground === 'forwarded' ? { forwardedTo: '上级机关' } : {};
      return { type: 'case.terminated', payload: { ground, reason: '依法终止', ...to } };
    }),
    {
      type: 'bundle.opened',
      payload: {
        children: (item.bundle ?? []).map(({ id, itemCode }, index) => ({
          childId: id,
          itemCode,
          caseId: `00000000-0000-4000-8000-${(0x800 + index).toString(16).padStart(12, '0')}`,
        })),
      },
    },
    ...facts.children.map(({ childId }, index): Wanted => {
      const outcome = index === 0 ? 'refused' : 'granted';
      return { type: 'bundle.childFinished', payload: { childId, outcome } };
    }),
    { type: 'case.closed', payload: {} },
    { type: 'service.rated', payload: { satisfaction: '2', channel: 'window' } },
    { type: 'case.archived', payload: { archiveNumber: '2026-1' } },
    { type: 'record.corrected', payload: { form: changedMobile, reason: '录入错误' } },
    ...item.afterChecks.map(({ id, minimumStaff }): Wanted => {
      const staff = ['甲', '乙', '丙', '丁', '戊'].slice(0, minimumStaff);
      const payload = { checkId: id, outcome: 'sound' as const, finding: '属实', staff, checkedOn: later };
      return { type: 'afterCheck.recorded', payload };
    }),
    ...(given.elsewhere ? elsewhereEvents(item, facts, stage, later) : []),
    { type: 'document.printed', payload: { document: 'receipt', copies: 1 } },
  ];
}

let made = 0;
const nextId = () => `00000000-0000-4000-9000-${(made += 1).toString(16).padStart(12, '0')}`;

/** Every event that the machine takes from here, one for each step and meaning, by somebody who may take it. */
export function legalEvents(workflow: Workflow, snapshot: CaseSnapshot, given: Application): Legal[] {
  const { item } = workflow;
  const { state, facts } = readSnapshot(snapshot);
  const recordedAt = `${facts.received ? later : day}T09:30:00+08:00`;
  const legal: Legal[] = [];
  for (const wanted of candidates(item, state, facts, given)) {
    const steps = workflow.transitions[state]?.[wanted.type];
    if (!steps) continue;
    const parsed = CaseEvent.safeParse({
      id: nextId(),
      caseId: '00000000-0000-4000-8000-0000000007ff',
      baseVersion: 0,
      originDivision: castOrigin,
      actor: cast[0],
      recordedAt,
      ...wanted,
    });
    if (!parsed.success) continue;
    for (const actor of cast) {
      const event = { ...parsed.data, actor };
      const step = stepFor(steps, { item, state: facts, event });
      if (!step || step.by(event, facts)) continue;
      const verdict = workflow.decide(snapshot, event);
      if (verdict.kind === 'refused') continue;
      legal.push({ event, step, next: verdict.snapshot });
      break;
    }
  }
  return legal;
}

/** The day on which an explored case was received; for whoever compares clocks. */
export const exploredOn = shanghaiDate(`${day}T09:30:00+08:00`);
