import { describe, expect, it } from 'vitest';
import { ServiceItem } from '../catalogue/serviceItem';
import { extensionDays, outstandingMaterials } from './caseState';
import { CaseEvent, type Actor, type CaseEventType, type Payload } from './event';
import { readSnapshot, workflowOf } from './machine';
import { pausesOf } from './summary';
import {
  clerk,
  decider,
  examiner,
  otherDecider,
  sampleEvent,
  samplePayloads,
  toleratedPayloads,
} from './testing/sampleEvents';
import { sampleItem } from './testing/sampleItem';
import {
  readHistory as read,
  refusalOfLast as refusal,
  sampleWorkflow as workflow,
} from './testing/sampleWorkflow';

const received = () => sampleEvent('application.received', clerk);
const accepted = () => sampleEvent('application.accepted', clerk);

const late = <T extends CaseEventType>(
  type: T,
  actor: Actor,
  occurredAt: string,
  recordedAt: string,
  payload?: Payload<T>,
) =>
  CaseEvent.parse({
    ...sampleEvent(type, actor, payload),
    recordedAt,
    late: { occurredAt, reason: '停电，当时登记在纸上' },
  });

describe('deemed acceptance (行政许可法 Art. 32(4))', () => {
  const deemed = (at: string) => ({ ...sampleEvent('application.deemedAccepted', clerk), recordedAt: at });

  it('is not there before the five days have gone, and is backdated to the receipt', () => {
    // Received on Sunday 2026-03-01; five working days after it end on Friday the 6th at the earliest.
    expect(refusal(received(), deemed('2026-03-06T17:00:00+08:00'))).toEqual({
      kind: 'notDeemedYet',
      from: '2026-03-07',
    });
    const after = read(received(), deemed('2026-03-09T08:30:00+08:00'));
    expect(after.state).toBe('stage_examination');
    expect(after.facts.accepted).toMatchObject({ deemed: true, acceptedOn: '2026-03-01' });
  });

  it('is not from another day, and not where the applicant was told what is missing', () => {
    const other = CaseEvent.parse({
      ...deemed('2026-03-09T08:30:00+08:00'),
      payload: { acceptedOn: '2026-03-09' },
    });
    expect(refusal(received(), other)).toEqual({ kind: 'deemedFrom', date: '2026-03-01' });
    const asked = [sampleEvent('supplement.requested', clerk), sampleEvent('supplement.received', clerk)];
    expect(refusal(received(), ...asked, deemed('2026-03-09T08:30:00+08:00'))).toEqual({
      kind: 'supplementWasAsked',
    });
  });
});

describe('acceptance with tolerated gaps 容缺受理', () => {
  const received = () =>
    sampleEvent('application.received', clerk, toleratedPayloads['application.received']);
  const accepted = () =>
    sampleEvent('application.accepted', clerk, toleratedPayloads['application.accepted']);
  const supplied = () => sampleEvent('tolerated.supplied', clerk);

  it('names the day until which the papers come, and only where papers are to come', () => {
    expect(refusal(received(), sampleEvent('application.accepted', clerk))).toEqual({
      kind: 'toleratedDeadline',
    });
    const complete = sampleEvent('application.amended', clerk, {
      form: {},
      materials: samplePayloads['tolerated.supplied'].materials,
    });
    expect(refusal(received(), complete, accepted())).toEqual({ kind: 'toleratedDeadline' });
  });

  it('grants nothing before they have come, and ends the case where they never do', () => {
    const examined = [
      sampleEvent('stage.completed', examiner),
      sampleEvent('stage.completed', examiner, { ...samplePayloads['stage.completed'], stageId: 'notice' }),
    ];
    const granted = sampleEvent('decision.granted', decider);
    expect(refusal(received(), accepted(), ...examined, granted)).toEqual({
      kind: 'toleratedOutstanding',
      materials: ['proof'],
    });
    expect(refusal(received(), accepted(), ...examined, supplied(), granted)).toBeUndefined();
    const lapsed = sampleEvent('case.terminated', decider, { ground: 'toleratedLapsed', reason: '逾期未补' });
    expect(read(received(), accepted(), lapsed).state).toBe('terminated');
    expect(refusal(received(), accepted(), supplied(), lapsed)).toEqual({ kind: 'nothingTolerated' });
  });

  it('takes what was promised and nothing else', () => {
    expect(outstandingMaterials(read(received(), accepted()).facts)).toEqual(['proof']);
    expect(outstandingMaterials(read(received(), accepted(), supplied()).facts)).toEqual([]);
    expect(refusal(received(), accepted(), supplied(), supplied())).toEqual({ kind: 'nothingTolerated' });
  });
});

describe('special procedures 特别程序 (Art. 45)', () => {
  const asked = () => sampleEvent('specialProcedure.requested', examiner);
  const approved = () => sampleEvent('specialProcedure.approved', decider);

  it('pause the clock from their first to their last day, and lead back to the stage', () => {
    const running = read(received(), accepted(), asked(), approved());
    expect(running.state).toBe('procedureRunning_examination');
    expect(pausesOf(sampleItem, running.facts)).toEqual([{ from: '2026-03-11' }]);
    const done = read(
      received(),
      accepted(),
      asked(),
      approved(),
      sampleEvent('specialProcedure.completed', examiner),
    );
    expect(done.state).toBe('stage_examination');
    expect(pausesOf(sampleItem, done.facts)).toEqual([{ from: '2026-03-11', to: '2026-03-13' }]);
  });

  it('hold the stage up, and are not approved by who asked', () => {
    expect(refusal(received(), accepted(), asked(), sampleEvent('stage.completed', examiner))).toMatchObject({
      kind: 'notNow',
    });
    const own = sampleEvent('specialProcedure.requested', decider);
    const upTo = [received(), accepted(), sampleEvent('stage.completed', examiner), own];
    expect(refusal(...upTo, approved())).toEqual({ kind: 'notOwnRequest' });
    expect(refusal(...upTo, sampleEvent('specialProcedure.approved', otherDecider))).toBeUndefined();
  });

  it('do not end before they began, and are those of the item', () => {
    const early = sampleEvent('specialProcedure.completed', examiner, {
      result: '无',
      endedOn: '2026-03-10',
    });
    expect(refusal(received(), accepted(), asked(), approved(), early)).toEqual({ kind: 'endsBeforeStart' });
    const other = sampleEvent('specialProcedure.requested', examiner, {
      procedureId: 'auction',
      reason: '拍卖',
    });
    expect(refusal(received(), accepted(), other)).toEqual({ kind: 'noSuchProcedure' });
  });
});

describe('extension 延期 (Art. 42)', () => {
  const asked = (by: Actor) => sampleEvent('extension.requested', by);
  const approved = (by: Actor) => sampleEvent('extension.approved', by);

  it('is granted once, by another person, for no more than was asked and the law lets', () => {
    expect(extensionDays(read(received(), accepted(), asked(examiner), approved(decider)).facts)).toBe(5);
    const again = asked(examiner);
    expect(refusal(received(), accepted(), asked(examiner), approved(decider), again)).toEqual({
      kind: 'alreadyExtended',
    });
    const tooLong = sampleEvent('extension.requested', examiner, { days: 11, reason: '案情复杂' });
    expect(refusal(received(), accepted(), tooLong)).toEqual({ kind: 'extensionTooLong', most: 10 });
    const modest = sampleEvent('extension.requested', examiner, { days: 3, reason: '案情复杂' });
    expect(refusal(received(), accepted(), modest, approved(decider))).toEqual({
      kind: 'extensionTooLong',
      most: 3,
    });
  });

  it('is answered before the decision', () => {
    const notice = { ...samplePayloads['stage.completed'], stageId: 'notice' };
    const upTo = [
      received(),
      accepted(),
      sampleEvent('stage.completed', examiner),
      sampleEvent('stage.completed', examiner, notice),
      asked(decider),
    ];
    expect(refusal(...upTo, sampleEvent('decision.refused', decider))).toEqual({ kind: 'extensionPending' });
    expect(refusal(...upTo, approved(decider))).toEqual({ kind: 'notOwnRequest' });
    expect(refusal(...upTo, approved(otherDecider))).toBeUndefined();
  });
});

describe('stages by condition and by choice', () => {
  const item = ServiceItem.parse({
    ...sampleItem,
    code: 'TST-003',
    stages: [
      { ...sampleItem.stages[0], onlyWhen: 'address != "不必审查"' },
      { ...sampleItem.stages[1], optional: true },
      sampleItem.stages[2],
    ],
  });
  const branching = workflowOf(item);
  const receivedWith = (address: string) => {
    const { form, ...rest } = samplePayloads['application.received'];
    return sampleEvent('application.received', clerk, {
      ...rest,
      itemCode: item.code,
      form: { ...form, address },
    });
  };

  it('pass over what the form does not ask for', () => {
    expect(readSnapshot(branching.fold([receivedWith('某村'), accepted()])).state).toBe('stage_examination');
    expect(readSnapshot(branching.fold([receivedWith('不必审查'), accepted()])).state).toBe('stage_notice');
  });

  it('are skipped with a reason where the item lets them, and returned to only where they were gone through', () => {
    const skip = sampleEvent('stage.skipped', examiner, { stageId: 'notice', reason: '无须公示' });
    const decision = branching.fold([receivedWith('不必审查'), accepted(), skip]);
    expect(readSnapshot(decision).state).toBe('stage_decision');
    const back = sampleEvent('stage.returned', decider, {
      stageId: 'decision',
      toStageId: 'examination',
      reason: '需审查',
    });
    expect(branching.decide(decision, back)).toMatchObject({ refusal: { kind: 'notEarlierStage' } });
    const strict = workflow.fold([received(), accepted(), sampleEvent('stage.completed', examiner)]);
    expect(workflow.decide(strict, skip)).toMatchObject({ refusal: { kind: 'notNow' } });
  });
});

describe('a material that only some forms ask for', () => {
  const item = ServiceItem.parse({
    ...sampleItem,
    code: 'TST-004',
    materials: [{ ...sampleItem.materials[0], required: false, requiredWhen: 'address = "外地"' }],
  });
  const of = (address: string) => {
    const { form, ...rest } = samplePayloads['application.received'];
    const materials = [{ ...rest.materials[0], materialId: 'identity', status: 'missing' as const }];
    const payload = { ...rest, itemCode: item.code, form: { ...form, address }, materials };
    return workflowOf(item).fold([CaseEvent.parse({ ...received(), payload })]);
  };

  it('holds acceptance up where the form asks for it, and nowhere else', () => {
    expect(workflowOf(item).decide(of('某村'), accepted()).kind).toBe('accepted');
    expect(workflowOf(item).decide(of('外地'), accepted())).toMatchObject({
      refusal: { kind: 'materialsMissing', materials: ['identity'] },
    });
  });
});

describe('late entry 补录', () => {
  const at = '2026-03-02T09:00:00+08:00';

  it('counts from the true time and stays marked', () => {
    const event = late('application.received', clerk, '2026-02-27T10:00:00+08:00', at);
    const { facts } = read(event);
    expect(facts.received).toMatchObject({ at: '2026-02-27T10:00:00+08:00', late: { recordedAt: at } });
  });

  it('is never of the future nor from before the receipt', () => {
    expect(refusal(late('application.received', clerk, '2026-03-03T10:00:00+08:00', at))).toEqual({
      kind: 'lateInFuture',
    });
    const early = late('application.withdrawn', clerk, '2026-02-01T10:00:00+08:00', at);
    expect(refusal(received(), early)).toEqual({ kind: 'beforeReceipt' });
  });
});
