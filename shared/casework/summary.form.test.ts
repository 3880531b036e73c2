import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { ServiceItem } from '../catalogue/serviceItem';
import { CaseEvent, type Actor, type CaseEventType, type Payload } from './event';
import { readSnapshot, workflowOf } from './machine';
import { CaseMark, CaseSummary, summarise, summaryForm } from './summary';
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

/** Hash of the summaries of the histories below, by the form that they had. */
const known: Record<number, string> = {
  1: 'a0532fcf314286e1d4393fffa763ee4ebe4e3ade6deecde9a883582b7f0da311',
};

const theirs: Actor = { ...examiner, divisionCode: '230828201' };
const bundleItem = ServiceItem.parse({
  ...sampleItem,
  stages: [sampleItem.stages[2]],
  bundle: [{ id: 'child', itemCode: 'TST-002', lead: true, form: {} }],
});

const by =
  (actor: Actor) =>
  <T extends CaseEventType>(type: T, payload?: Payload<T>) =>
    sampleEvent(type, actor, payload ?? samplePayloads[type]);
const [atWindow, inCounty, deciding, there] = [by(clerk), by(examiner), by(decider), by(theirs)];
const late = (event: CaseEvent) =>
  CaseEvent.parse({
    ...event,
    recordedAt: '2026-03-02T10:00:00+08:00',
    late: { occurredAt: '2026-03-01T16:30:00Z', reason: '停电，当时登记在纸上' },
  });
const notice = { ...samplePayloads['stage.completed'], stageId: 'notice' };
const begun = [atWindow('application.received'), atWindow('application.accepted')];
const asked = inCounty('assistance.requested');
const received = samplePayloads['application.received'];

/** Histories that are never changed, so that what changes is what is said of them. */
const histories: [string, ServiceItem, CaseEvent[]][] = [
  [
    'to the end, with a pause, an extension and a correction',
    sampleItem,
    [
      ...begun,
      inCounty('stage.completed'),
      inCounty('extension.requested'),
      deciding('extension.approved'),
      inCounty('stage.completed', notice),
      deciding('decision.granted'),
      deciding('certificate.issued'),
      atWindow('result.delivered'),
      atWindow('service.rated'),
      atWindow('case.closed'),
      deciding('record.corrected'),
      atWindow('document.printed'),
    ],
  ],
  [
    'asked twice, then refused acceptance',
    sampleItem,
    [
      late(atWindow('application.received')),
      atWindow('supplement.requested'),
      atWindow('supplement.received'),
      atWindow('supplement.requested', {
        ...samplePayloads['supplement.requested'],
        repeatReason: '补交的材料仍有缺漏',
      }),
      atWindow('supplement.received', { form: { mobile: '13800009999' }, materials: [] }),
      atWindow('application.notAccepted'),
    ],
  ],
  [
    'with a tolerated gap that is filled, passed to another office that is asked too, and refused',
    sampleItem,
    [
      atWindow('application.received', toleratedPayloads['application.received']),
      atWindow('application.accepted', toleratedPayloads['application.accepted']),
      inCounty('case.transferred'),
      there('transfer.returned'),
      inCounty('case.transferred'),
      there('transfer.accepted'),
      atWindow('tolerated.supplied'),
      there('stage.completed'),
      asked,
      there('assistance.answered', { ...samplePayloads['assistance.answered'], requestId: asked.id }),
      inCounty('stage.completed', notice),
      deciding('decision.refused'),
    ],
  ],
  [
    'a child of a bundle whose hearing still runs, ended',
    sampleItem,
    [
      atWindow('application.received', {
        ...received,
        bundle: { caseId: '00000000-0000-4000-8000-0000000000b0', childId: 'child' },
      }),
      atWindow('application.accepted'),
      inCounty('specialProcedure.requested'),
      by(otherDecider)('specialProcedure.approved'),
      deciding('case.terminated'),
    ],
  ],
  [
    'deemed accepted and withdrawn',
    sampleItem,
    [
      atWindow('application.received'),
      { ...atWindow('application.deemedAccepted'), recordedAt: '2026-03-09T08:30:00+08:00' },
      atWindow('application.withdrawn'),
    ],
  ],
  ['a bundle', bundleItem, [...begun, atWindow('bundle.opened'), atWindow('bundle.childFinished')]],
];

/** What is said of each history after each of its events. */
function summaries(): CaseSummary[] {
  return histories.flatMap(([, item, steps]) => {
    const events: CaseEvent[] = [];
    return steps.map((event) => {
      events.push(event);
      const known = {
        ...(events.length > 1 ? { officialNumber: '230828101-2026-00001' } : {}),
        version: events.length,
        pending: 0,
        lastActor: event.actor.name,
        lastChangeAt: event.recordedAt,
      };
      return summarise(item, readSnapshot(workflowOf(item).fold(events)), known);
    });
  });
}

describe('the form of summaries', () => {
  it('is another number where the same histories are summed up otherwise', () => {
    const hash = bytesToHex(sha256(utf8ToBytes(canonicalize(summaries()) ?? '')));
    expect(
      hash,
      `The same histories have other summaries than those of form ${String(summaryForm)}. Raise summaryForm in shared/casework/summary.ts ` +
        `by one and write the hash ${hash} beside the new number here: else devices and platforms go on showing the summaries that they kept. ` +
        'Only where the histories of this test were changed, and not what is said of them, is the hash of the present number replaced.',
    ).toBe(known[summaryForm]);
    expect(Object.keys(known).map(Number)).toEqual(
      Array.from({ length: summaryForm }, (_, index) => index + 1),
    );
  });

  it('is held by histories in which everything occurs that a summary can say', () => {
    const all = summaries();
    const said = new Set(all.flatMap((summary) => Object.keys(summary)));
    expect([...said].sort()).toEqual(Object.keys(CaseSummary.shape).sort());
    expect(new Set(all.flatMap(({ marks }) => marks))).toEqual(new Set(CaseMark.options));
    for (const summary of all) expect(CaseSummary.parse(summary)).toEqual(summary);
  });
});
