import { describe, expect, it } from 'vitest';
import { ServiceItem } from '../catalogue/serviceItem';
import type { Actor, CaseEvent, Payload } from './event';
import { readSnapshot, workflowOf } from './machine';
import { clerk, decider, examiner, sampleEvent, samplePayloads } from './testing/sampleEvents';
import { sampleItem } from './testing/sampleItem';
import { readHistory as read, refusalOfLast as refusal } from './testing/sampleWorkflow';

const received = () => sampleEvent('application.received', clerk);
const accepted = () => sampleEvent('application.accepted', clerk);

describe('service, closing and what comes after', () => {
  const decided = () => [
    received(),
    accepted(),
    sampleEvent('stage.completed', examiner),
    sampleEvent('stage.completed', examiner, { ...samplePayloads['stage.completed'], stageId: 'notice' }),
    sampleEvent('decision.refused', decider),
  ];
  const closed = () => [
    ...decided(),
    sampleEvent('result.delivered', clerk),
    sampleEvent('case.closed', clerk),
  ];

  it('wants of a receipt what its way of service asks for', () => {
    const by = (method: Payload<'result.delivered'>['method'], more = {}) =>
      sampleEvent('result.delivered', clerk, {
        method,
        recipient: '样例',
        deliveredOn: '2026-03-21',
        ...more,
      });
    expect(refusal(...decided(), by('left'))).toEqual({
      kind: 'receiptIncomplete',
      needs: ['refusalReason', 'witnesses', 'servers'],
    });
    const left = { refusalReason: '拒绝签收', witnesses: ['村干部'], servers: ['甲', '乙'] };
    expect(refusal(...decided(), by('left', left))).toBeUndefined();
    expect(refusal(...decided(), by('post'))).toEqual({
      kind: 'receiptIncomplete',
      needs: ['trackingNumber'],
    });
  });

  it('is rated once', () => {
    const rated = sampleEvent('service.rated', clerk);
    expect(refusal(...closed(), rated)).toBeUndefined();
    expect(refusal(...closed(), rated, rated)).toEqual({ kind: 'alreadyRated' });
  });

  it('is corrected without being rewritten, also in the archive', () => {
    const archived = sampleEvent('case.archived', clerk);
    const corrected = sampleEvent('record.corrected', decider);
    const { state, facts } = read(...closed(), archived, corrected);
    expect(state).toBe('archived');
    expect(facts.form.address).toBe('第三村');
    expect(facts.corrections[0]).toMatchObject({ before: { address: '某村' }, form: { address: '第三村' } });
    expect(refusal(...closed(), corrected, corrected)).toEqual({ kind: 'nothingChanged' });
    const wrong = sampleEvent('record.corrected', decider, { form: { idNumber: '1' }, reason: '错' });
    expect(refusal(...closed(), wrong)).toEqual({ kind: 'formIncomplete', fields: ['idNumber'] });
  });

  it('is checked after the decision by the checks of the item', () => {
    expect(refusal(...closed(), sampleEvent('afterCheck.recorded', examiner))).toBeUndefined();
    const other = { ...samplePayloads['afterCheck.recorded'], checkId: 'other' };
    expect(refusal(...closed(), sampleEvent('afterCheck.recorded', examiner, other))).toEqual({
      kind: 'noSuchCheck',
    });
  });
});

describe('standing in 代岗', () => {
  it('lends the roles of the other account, and its separation of duties with them', () => {
    const standIn: Actor = {
      ...examiner,
      standingInFor: {
        delegationId: '00000000-0000-4000-8000-0000000000aa',
        accountId: decider.accountId,
        name: decider.name,
        roles: ['decider'],
      },
    };
    const upTo = [
      received(),
      accepted(),
      sampleEvent('stage.completed', examiner),
      sampleEvent('stage.completed', examiner, { ...samplePayloads['stage.completed'], stageId: 'notice' }),
    ];
    expect(refusal(...upTo, sampleEvent('decision.granted', standIn))).toBeUndefined();
    expect(refusal(...upTo, sampleEvent('decision.granted', examiner))).toMatchObject({ kind: 'role' });
    const acceptor = {
      ...standIn,
      standingInFor: standIn.standingInFor && { ...standIn.standingInFor, accountId: clerk.accountId },
    };
    expect(refusal(...upTo, sampleEvent('decision.granted', acceptor))).toEqual({ kind: 'samePerson' });
  });
});

describe('a bundle 一件事', () => {
  const item = ServiceItem.parse({
    ...sampleItem,
    code: 'TST-009',
    stages: [sampleItem.stages[2]],
    bundle: [
      { id: 'child', itemCode: 'TST-002', lead: true, form: {} },
      { id: 'other', itemCode: 'TST-003', form: {} },
    ],
  });
  const bundle = workflowOf(item);
  const start = (): CaseEvent[] => [
    sampleEvent('application.received', clerk, {
      ...samplePayloads['application.received'],
      itemCode: item.code,
    }),
    accepted(),
    sampleEvent('bundle.opened', clerk, {
      children: [
        ...samplePayloads['bundle.opened'].children,
        { childId: 'other', caseId: '00000000-0000-4000-8000-000000000061', itemCode: 'TST-003' },
      ],
    }),
  ];
  const finished = (childId: string, outcome: Payload<'bundle.childFinished'>['outcome']) =>
    sampleEvent('bundle.childFinished', clerk, { childId, outcome });

  it('ends last, also where one child was refused', () => {
    const one = bundle.fold([...start(), finished('other', 'refused')]);
    expect(readSnapshot(one).state).toBe('bundleRunning');
    expect(bundle.decide(one, sampleEvent('case.closed', clerk))).toMatchObject({ kind: 'refused' });
    expect(bundle.decide(one, finished('other', 'granted'))).toMatchObject({
      refusal: { kind: 'noSuchChild' },
    });
    const both = bundle.decide(one, finished('child', 'granted'));
    expect(both.kind === 'accepted' && readSnapshot(both.snapshot).state).toBe('awaitingDelivery');
  });

  it('opens the children of its definition and no others', () => {
    const wrong = sampleEvent('bundle.opened', clerk, {
      children: [{ childId: 'child', caseId: '00000000-0000-4000-8000-000000000061', itemCode: 'TST-003' }],
    });
    expect(bundle.decide(bundle.fold(start().slice(0, 2)), wrong)).toMatchObject({
      refusal: { kind: 'childrenDiffer' },
    });
  });
});
