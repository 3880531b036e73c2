import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseEvent, caseEventTypes, type Actor, type CaseEventType } from '@shared/casework/event';
import { readSnapshot, workflowOf, type Workflow } from '@shared/casework/machine';
import { cast } from '@shared/casework/testing/cast';
import { explore } from '@shared/casework/testing/explore';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { ServiceItem, type Role } from '@shared/catalogue/serviceItem';
import { hashPassword } from '../accounts/password';
import { demoOffice } from '../demo/demoOffice';
import { TestDevice, type Worker } from '../testing/device';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';

const { form } = samplePayloads['application.received'];
const childItem = ServiceItem.parse({ ...sampleItem, code: 'TST-002' });
const skipping = ServiceItem.parse({
  ...sampleItem,
  code: 'TST-003',
  stages: sampleItem.stages.map((stage, index) => (index === 1 ? { ...stage, optional: true } : stage)),
});
const bundle = ServiceItem.parse({
  ...sampleItem,
  code: 'TST-009',
  stages: [sampleItem.stages[2]],
  bundle: [
    {
      id: 'child',
      itemCode: childItem.code,
      lead: true,
      form: Object.fromEntries(Object.keys(form).map((field) => [field, field])),
      materials: { identity: 'identity', proof: 'proof' },
    },
  ],
});

/** One way to each event type: what happened before, and the event by somebody who may do it. */
type Row = { type: CaseEventType; workflow: Workflow; history: CaseEvent[]; event: CaseEvent };

function rowsOf(item: ServiceItem): Row[] {
  const workflow = workflowOf(item);
  const ways = explore(workflow, { form, tolerate: false, elsewhere: true });
  const tolerated = explore(workflow, { form, tolerate: true });
  return [...ways, ...tolerated]
    .sort((a, b) => a.history.length - b.history.length)
    .flatMap(({ history, legal }) =>
      legal.map(({ event }) => ({ type: event.type, workflow, history, event })),
    );
}

const all = [...rowsOf(sampleItem), ...rowsOf(bundle), ...rowsOf(skipping)];
const table = caseEventTypes.map((type) => [type, all.find((row) => row.type === type)] as const);

const everyRole: Role[] = [
  'windowClerk',
  'agent',
  'server',
  'examiner',
  'reviewer',
  'decider',
  'supervisor',
  'monitor',
];
/** A township that has nothing to do with any case here. */
const apart = '230828104';
const stranger = { accountId: randomUUID(), name: '外乡人', roles: everyRole, divisionCode: apart };
const keeper = (divisionCode: string): Actor => ({
  accountId: randomUUID(),
  name: '只管账号',
  roles: ['administrator'],
  divisionCode,
});
const keepers = ['230828', '230828101', '230828201'].map(keeper);

let office: TestPlatform;
const desks = new Map<string, TestDevice>();
const workers = new Map<string, Worker>();

beforeAll(async () => {
  office = await openTestPlatform({ items: [sampleItem, childItem, skipping, bundle] });
  const { db } = office.platform;
  await db.insertInto('divisions').values({ code: apart, name: '汤原镇' }).execute();
  const password = await hashPassword(demoOffice.password);
  await db
    .insertInto('accounts')
    .values(
      [...cast, ...keepers, stranger].map(({ accountId, name, roles, divisionCode }) => ({
        account_id: accountId,
        login_name: accountId,
        name,
        roles: roles.join(','),
        division_code: divisionCode,
        password_hash: password,
        disabled_at: null,
      })),
    )
    .execute();
  await db
    .updateTable('enrolment_codes')
    .set({ division_code: apart })
    .where('division_code', '=', '230828101')
    .where('code_hash', 'in', await codesOf('XLZ1-DEMO-0099'))
    .execute();
  const codes: Record<string, string> = {
    '230828101': 'XLZ1-DEMO-0001',
    '230828': 'TYX1-DEMO-0001',
    '230828201': 'TWX1-DEMO-0001',
    [apart]: 'XLZ1-DEMO-0099',
  };
  for (const [division, code] of Object.entries(codes))
    desks.set(division, await TestDevice.enrol(office.app, code));
});
afterAll(() => office.close());

const codesOf = async (code: string) => [(await import('../accounts/enrolment')).codeHash(code)];

function deskOf({ divisionCode }: Actor): TestDevice {
  const desk = desks.get(divisionCode);
  if (!desk) throw new Error(`nobody sits in ${divisionCode}`);
  return desk;
}

async function workerOf(actor: Actor): Promise<Worker> {
  const known = workers.get(actor.accountId);
  if (known) return known;
  const worker = await deskOf(actor).signIn(actor.accountId);
  workers.set(actor.accountId, worker);
  return worker;
}

/** The history with ids of its own, so that each row is another case; what names an event goes on naming it. */
function renamed(events: readonly CaseEvent[]): CaseEvent[] {
  let text = JSON.stringify(events);
  const ids = new Set(
    events.flatMap(({ id, caseId, payload }) => [
      id,
      caseId,
      ...('children' in payload ? payload.children.map((child) => child.caseId) : []),
    ]),
  );
  for (const id of ids) text = text.replaceAll(id, randomUUID());
  return (JSON.parse(text) as unknown[]).map((event) => CaseEvent.parse(event));
}

async function push(event: CaseEvent, actor: Actor = event.actor) {
  const worker = await workerOf(actor);
  const desk = deskOf(actor);
  const [result] = await desk.push(worker, desk.sign(worker, { ...event, actor: worker.actor }));
  return result;
}

/** Before a bundle hears how its child ended, the child has ended. */
async function endChild(history: readonly CaseEvent[]): Promise<void> {
  const opened = history.find((event) => event.type === 'bundle.opened');
  const [child] = opened?.type === 'bundle.opened' ? opened.payload.children : [];
  if (!child || !opened) return;
  const clerk = history[0]?.actor as Actor;
  const about = { ...opened, caseId: child.caseId, actor: clerk };
  const parts: [CaseEventType, object][] = [
    [
      'application.received',
      {
        ...samplePayloads['application.received'],
        itemCode: childItem.code,
        provisionalNumber: `暂${child.caseId.slice(0, 8)}`,
        bundle: { caseId: opened.caseId, childId: child.childId },
      },
    ],
    ['application.notAccepted', samplePayloads['application.notAccepted']],
    ['case.closed', {}],
  ];
  for (const [index, [type, payload]] of parts.entries()) {
    const event = CaseEvent.parse({ ...about, id: randomUUID(), baseVersion: index, type, payload });
    expect(await push(event)).toMatchObject({ kind: 'accepted' });
  }
}

describe('the platform authorises every event by role and division', () => {
  it('knows a way to every event type', () => {
    expect(table.filter(([, row]) => row === undefined)).toEqual([]);
  });

  it.each(table)('%s', async (type, row) => {
    if (!row) throw new Error('no way leads here');
    const renewed = renamed([...row.history, row.event]);
    const event = renewed.at(-1) as CaseEvent;
    const history = renewed.slice(0, -1);
    for (const [index, before] of history.entries())
      expect(await push({ ...before, baseVersion: index })).toMatchObject({
        kind: 'accepted',
        eventId: before.id,
      });
    const based = { ...event, baseVersion: history.length };
    // What the bundle is told of its child is what becomes of it below.
    if (based.type === 'bundle.childFinished') based.payload = { ...based.payload, outcome: 'notAccepted' };
    const tried = (actor: Actor) => push({ ...based, id: randomUUID() }, actor);
    // Whoever only keeps accounts, in each office concerned; all roles at once, in an office that is not concerned.
    for (const actor of [...keepers, stranger])
      expect([actor.name, await tried(actor)]).toMatchObject([
        actor.name,
        { kind: 'refused', refusal: { kind: 'notAuthorised' } },
      ]);
    // In each office one of those whom the machine does not let.
    const { facts, state } = readSnapshot(row.workflow.fold(history));
    const steps = row.workflow.transitions[state]?.[type] ?? [];
    const not = cast.filter((actor) => steps.every((step) => step.by({ ...based, actor }, facts)));
    const offices = ['230828', '230828101', '230828201'];
    for (const actor of offices.flatMap((one) => not.find(({ divisionCode }) => divisionCode === one) ?? []))
      expect([actor.name, await tried(actor)]).toMatchObject([
        actor.name,
        { kind: 'refused', refusal: { kind: 'notAuthorised' } },
      ]);
    if (type === 'document.printed')
      expect(not).toEqual(cast.filter(({ divisionCode }) => divisionCode === '230828201'));
    else expect(not.length).toBeGreaterThan(5);
    if (type === 'bundle.childFinished') await endChild(history);
    expect(await tried(event.actor)).toMatchObject({ kind: 'accepted' });
  });
});
