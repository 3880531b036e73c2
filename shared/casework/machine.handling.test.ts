import { describe, expect, it } from 'vitest';
import { createCalendar } from '../calendar/workingDays';
import { alarmsOf } from './alarms';
import { caseClocks } from './clocks';
import type { Actor, CaseEvent, Payload } from './event';
import { officesConcerned, partsToTransfer } from './handling';
import { readSnapshot } from './machine';
import { permittedSteps } from './permitted';
import { isConcerned, summarise } from './summary';
import {
  clerk,
  decider,
  examiner,
  otherTownshipClerk,
  sampleEvent,
  samplePayloads,
} from './testing/sampleEvents';
import { sampleItem } from './testing/sampleItem';
import { readHistory as read, refusalOfLast as refusal, sampleWorkflow } from './testing/sampleWorkflow';

const [there, elsewhere] = ['230828201', '230828102'];
const at = (actor: Actor, divisionCode: string): Actor => ({ ...actor, divisionCode });
const theirs = at(examiner, there);
const supervisor: Actor = { ...examiner, name: '督', roles: ['supervisor'] };
const received = () => sampleEvent('application.received', clerk);
const accepted = () => sampleEvent('application.accepted', clerk);
const inExamination = () => [received(), accepted()];
const transferred = (payload: Partial<Payload<'case.transferred'>> = {}, by = examiner) =>
  sampleEvent('case.transferred', by, { ...samplePayloads['case.transferred'], ...payload });
const taken = () => sampleEvent('transfer.accepted', theirs);
const examined = (by: Actor) => sampleEvent('stage.completed', by);
const summaryOf = (...events: CaseEvent[]) =>
  summarise(sampleItem, read(...events), { version: 1, pending: 0, lastActor: '甲', lastChangeAt: '' });
const stepsOf = (actor: Actor, ...events: CaseEvent[]) =>
  permittedSteps(sampleWorkflow, sampleWorkflow.fold(events), [actor])
    .filter(({ why }) => why === undefined)
    .map(({ type }) => type);

describe('a transfer 转办', () => {
  it('is nobody’s to work on while it is on its way, and the receiving office’s once accepted', () => {
    const onItsWay = [...inExamination(), transferred()];
    for (const one of [examiner, theirs])
      expect(refusal(...onItsWay, examined(one))).toEqual({ kind: 'inTransfer', division: there });
    expect(refusal(...onItsWay, sampleEvent('transfer.accepted', examiner))).toMatchObject({
      kind: 'inTransfer',
    });
    const held = [...onItsWay, taken()];
    expect(refusal(...held, examined(examiner))).toEqual({ kind: 'handledBy', division: there });
    expect(refusal(...held, examined(theirs))).toBeUndefined();
    // Whoever is of neither is told of the office that has it, and there of the role, at its level.
    expect(refusal(...held, examined(clerk))).toEqual({ kind: 'handledBy', division: there });
    expect(refusal(...held, examined(otherTownshipClerk))).toMatchObject({ kind: 'role', level: 'township' });
    // What was not transferred is done where it always is.
    expect(
      refusal(
        ...held,
        examined(theirs),
        sampleEvent('stage.completed', examiner, { ...samplePayloads['stage.completed'], stageId: 'notice' }),
      ),
    ).toBeUndefined();
  });

  it('comes back when it is sent back or recalled, and can be made again', () => {
    const onItsWay = [...inExamination(), transferred()];
    const back = [...onItsWay, sampleEvent('transfer.returned', theirs)];
    expect(refusal(...back, examined(examiner))).toBeUndefined();
    expect(refusal(...back, transferred())).toBeUndefined();
    const recalled = [...onItsWay, sampleEvent('transfer.recalled', examiner)];
    expect(refusal(...recalled, examined(examiner))).toBeUndefined();
    expect(refusal(...onItsWay, sampleEvent('transfer.recalled', theirs))).toMatchObject({
      kind: 'handledBy',
    });
    expect(refusal(...back, taken())).toEqual({ kind: 'noTransfer' });
    expect(refusal(...onItsWay, transferred({ toDivision: elsewhere }))).toMatchObject({
      kind: 'inTransfer',
    });
  });

  it('takes parts that are to come and that the sender does, to an office of the county that may do them', () => {
    const wrong = (payload: Partial<Payload<'case.transferred'>>) =>
      refusal(...inExamination(), transferred(payload));
    expect(wrong({ toDivision: '230123101' })).toEqual({ kind: 'officeNotLawful' });
    expect(wrong({ toDivision: '230828' })).toEqual({ kind: 'officeNotLawful' });
    expect(wrong({ parts: ['stage.notice'] })).toEqual({ kind: 'partsDiffer' });
    expect(wrong({ parts: ['stage.examination', 'window'] })).toEqual({ kind: 'partsDiffer' });
    expect(wrong({ parts: ['stage.examination', 'stage.none'] })).toEqual({ kind: 'partsDiffer' });
    expect(wrong({ fromDivision: '230828101' })).toEqual({ kind: 'partsDiffer' });
    expect(wrong({ parts: ['stage.examination', 'stage.decision'] })).toEqual({
      kind: 'levelFixed',
      level: 'county',
    });
    const { facts } = read(...inExamination());
    expect(partsToTransfer(sampleItem, facts, 'stage.examination', there)).toEqual([
      'stage.examination',
      'stage.notice',
    ]);
    // The county decides; there is no other county to send the decision to.
    expect(partsToTransfer(sampleItem, facts, 'window', there)).toEqual(['window']);
  });

  it('takes the window along before acceptance, from another township that accepts, serves and closes', () => {
    const onward = transferred({ fromDivision: '230828101', parts: ['window'] }, clerk);
    const held = [received(), onward, sampleEvent('transfer.accepted', otherTownshipClerk)];
    expect(refusal(...held, accepted())).toEqual({ kind: 'handledBy', division: there });
    expect(refusal(...held, sampleEvent('application.accepted', otherTownshipClerk))).toBeUndefined();
    expect(
      refusal(
        received(),
        transferred({ fromDivision: '230828101', toDivision: '230828', parts: ['window'] }, clerk),
      ),
    ).toEqual({ kind: 'levelFixed', level: 'township' });
  });

  it('may be sent on by whoever has it, and given to another by the county’s supervisor', () => {
    const held = [...inExamination(), transferred(), taken()];
    const onward = { fromDivision: there, toDivision: elsewhere };
    expect(refusal(...held, transferred(onward))).toMatchObject({ kind: 'handledBy' });
    expect(refusal(...held, transferred(onward, theirs))).toBeUndefined();
    expect(refusal(...held, transferred(onward, supervisor))).toBeUndefined();
  });

  it('shows the case to the offices concerned, and to the one that has it on its list', () => {
    const own = ['230828101', '230828'];
    const steps = [...inExamination(), transferred()];
    expect(officesConcerned(read(...steps).facts)).toEqual([...own, there]);
    expect(summaryOf(...steps)).toMatchObject({
      turn: { role: 'examiner', level: 'township', division: there },
      transfer: { from: '230828', to: there, on: '2026-03-01', accepted: false },
      offices: [there],
      marks: ['transferred'],
    });
    expect(stepsOf(theirs, ...steps)).toEqual(['transfer.accepted', 'transfer.returned']);
    const back = [...steps, sampleEvent('transfer.returned', theirs)];
    expect(officesConcerned(read(...back).facts)).toEqual(own);
    expect(isConcerned(there, summaryOf(...back))).toBe(false);
    expect(summaryOf(...back)).toMatchObject({ turn: { role: 'examiner', level: 'county' }, marks: [] });
    // Who did a stage stays concerned, also after the decision.
    const done = [...steps, taken(), examined(theirs)];
    expect(officesConcerned(read(...done).facts)).toEqual([...own, there]);
  });

  it('ends with the case: nothing waits for an office when it was withdrawn', () => {
    const { facts } = read(...inExamination(), transferred(), sampleEvent('application.withdrawn', clerk));
    expect(officesConcerned(facts)).toEqual(['230828101', '230828']);
  });
});

describe('a question to another office 协办', () => {
  const asked = (payload: Partial<Payload<'assistance.requested'>> = {}) =>
    sampleEvent('assistance.requested', examiner, { ...samplePayloads['assistance.requested'], ...payload });
  const answerTo = (one: CaseEvent, by = theirs) =>
    sampleEvent('assistance.answered', by, { ...samplePayloads['assistance.answered'], requestId: one.id });

  it('holds the stage until the answer, the recall, or the day by which it was asked', () => {
    const question = asked();
    const steps = [...inExamination(), question];
    expect(refusal(...steps, examined(examiner))).toEqual({
      kind: 'assistanceAwaited',
      division: there,
      until: '2026-03-12',
    });
    expect(refusal(...steps, answerTo(question), examined(examiner))).toBeUndefined();
    const recalled = sampleEvent('assistance.recalled', examiner, {
      requestId: question.id,
      reason: '已查明',
    });
    expect(refusal(...steps, recalled, examined(examiner))).toBeUndefined();
    const late = { ...samplePayloads['stage.completed'], completedOn: '2026-03-13' };
    expect(refusal(...steps, sampleEvent('stage.completed', examiner, late))).toBeUndefined();
    expect(refusal(...inExamination(), asked({ waits: false }), examined(examiner))).toBeUndefined();
  });

  it('is answered once, by the office that was asked', () => {
    const question = asked();
    const steps = [...inExamination(), question];
    expect(refusal(...steps, answerTo(question, examiner))).toMatchObject({ kind: 'handledBy' });
    expect(refusal(...steps, answerTo(question, otherTownshipClerk))).toMatchObject({ kind: 'role' });
    expect(refusal(...steps, answerTo(question), answerTo(question))).toEqual({ kind: 'noSuchRequest' });
    const second = asked({ toDivision: elsewhere });
    expect(refusal(...steps, second, answerTo(second))).toEqual({ kind: 'handledBy', division: elsewhere });
    expect(refusal(...steps, asked())).toEqual({ kind: 'alreadyAsked', division: there });
    expect(refusal(...inExamination(), asked({ dueOn: '2026-02-28' }))).toEqual({ kind: 'dueInPast' });
    expect(refusal(...inExamination(), asked({ toDivision: '230828' }))).toEqual({ kind: 'officeNotLawful' });
  });

  it('shows the case to the office that was asked until it has answered, and moves nobody’s turn', () => {
    const question = asked();
    const steps = [...inExamination(), question];
    expect(summaryOf(...steps)).toMatchObject({
      turn: { role: 'examiner', level: 'county' },
      askedOf: [{ division: there, on: '2026-03-01', dueOn: '2026-03-12' }],
      marks: ['assisted'],
    });
    expect(stepsOf(theirs, ...steps)).toEqual(['assistance.answered']);
    expect(isConcerned(there, summaryOf(...steps, answerTo(question)))).toBe(false);
  });
});

describe('the clocks', () => {
  const calendar = createCalendar([]);
  const on = (today: string, ...events: CaseEvent[]) => {
    const summary = summaryOf(...events);
    const clocks = caseClocks(sampleItem, summary, { calendar, today });
    return { clocks, kinds: alarmsOf(summary, clocks).map(({ kind }) => kind) };
  };

  it('stand still for neither: the statutory limit is that of a case that nobody sent anywhere', () => {
    const asked = sampleEvent('assistance.requested', examiner);
    const plain = on('2026-03-10', ...inExamination()).clocks;
    for (const steps of [[transferred()], [transferred(), taken()], [asked]]) {
      const { statutory, promised } = on('2026-03-10', ...inExamination(), ...steps).clocks;
      expect([statutory, promised]).toEqual([plain.statutory, plain.promised]);
    }
  });

  it('raise an alarm for a transfer that nobody accepts and for an answer that does not come', () => {
    // Sent on Sunday 1 March: two working days, Monday and Tuesday.
    expect(on('2026-03-03', ...inExamination(), transferred()).kinds).not.toContain('transferLate');
    expect(on('2026-03-04', ...inExamination(), transferred()).kinds).toContain('transferLate');
    expect(on('2026-03-04', ...inExamination(), transferred(), taken()).kinds).not.toContain('transferLate');
    const asked = sampleEvent('assistance.requested', examiner);
    expect(on('2026-03-12', ...inExamination(), asked).kinds).not.toContain('assistanceLate');
    expect(on('2026-03-13', ...inExamination(), asked).kinds).toContain('assistanceLate');
  });
});

it('lets nobody but those who prepared it issue a certificate', () => {
  const notice = { ...samplePayloads['stage.completed'], stageId: 'notice' };
  const granted = [
    ...inExamination(),
    examined(examiner),
    sampleEvent('stage.completed', examiner, notice),
    sampleEvent('decision.granted', decider),
  ];
  expect(readSnapshot(sampleWorkflow.fold(granted)).state).toBe('granted');
  const agent: Actor = { ...clerk, roles: ['agent'] };
  expect(refusal(...granted, sampleEvent('certificate.issued', agent))).toMatchObject({ kind: 'role' });
  for (const one of [clerk, decider])
    expect(refusal(...granted, sampleEvent('certificate.issued', one))).toBeUndefined();
});
