import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEvent, CaseEventType } from '@shared/casework/event';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import type { OfferedEvent, PushResult } from '@shared/protocol/push';
import { buildPlatform } from '../openPlatform';
import type { Platform } from '../platform';
import type { Server } from '../routes/server';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import { makeTestDatabase, type TestDatabase } from '../testing/testDatabase';

let folder: string;
let database: TestDatabase;
let app: Server;
let platform: Platform;
let epoch: string;
let township: TestDevice;
let county: TestDevice;
let clerk: Worker;
let supervisor: Worker;

async function start(recoveryDays?: number): Promise<void> {
  const built = await buildPlatform({
    dataFolder: join(folder, 'data'),
    database: database.place(),
    catalogueFolder: join(folder, 'catalogue'),
    demo: true,
    recoveryDays,
  });
  ({ app, platform } = built);
  epoch = platform.epoch.id;
  await app.ready();
}

/** The platform loses its database and comes back with an older one. */
async function restore(putBack: () => Promise<void>, recoveryDays?: number): Promise<void> {
  await app.close();
  await putBack();
  await start(recoveryDays);
  township.app = app;
  county.app = app;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longjiang-recovery-'));
  await mkdir(join(folder, 'catalogue'));
  await writeFile(join(folder, 'catalogue', `${sampleItem.code}.json`), JSON.stringify(sampleItem));
  database = await makeTestDatabase();
  await start();
  township = await TestDevice.enrol(app, 'XLZ1-DEMO-0001');
  county = await TestDevice.enrol(app, 'TYX1-DEMO-0001');
  clerk = await township.signIn('clerk.xianglan');
  supervisor = await county.signIn('supervisor.county');
});
afterEach(async () => {
  await app.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const kindsOf = (results: readonly PushResult[]) => results.map(({ kind }) => kind);
const alarms = () => platform.db.selectFrom('alarms').select('kind').execute();
const stream = '230828101';
const history = async () => (await township.pull(clerk, stream)).events;

/** What a device that had pulled an event gives back. */
const givenBack = ({ version, acceptedAt, assigned, receipt, signed }: ConfirmedEvent, of: string) =>
  ({
    signed,
    decision: { kind: 'accepted', epoch: of, version, acceptedAt, assigned, receipt },
  }) satisfies OfferedEvent;

/** A case that is received, accepted and amended; answers its id. */
async function workOnCase(types: readonly CaseEventType[]): Promise<string> {
  const caseId = randomUUID();
  for (const [index, type] of types.entries()) {
    const event = eventOf(type, clerk.actor, { caseId, baseVersion: index });
    expect(kindsOf(await township.push(clerk, township.sign(clerk, event)))).toEqual(['accepted']);
  }
  return caseId;
}

/** Amendments of a case, made by somebody who had seen it at a version of an epoch. */
const amendmentsOf =
  (caseId: string) =>
  (worker: Worker, form: Record<string, string>, baseVersion: number, baseEpoch: string): CaseEvent => ({
    ...eventOf('application.amended', worker.actor, { caseId, baseVersion }, { form }),
    baseEpoch,
  });

/** Somebody who has seen of a case only its receipt changes the address, in the present epoch. */
async function workAnew(caseId: string): Promise<{ other: TestDevice; second: Worker }> {
  const other = await TestDevice.enrol(app, 'XLZ1-DEMO-0003');
  const second = await other.signIn('clerk.xianglan');
  const newer = other.sign(second, amendmentsOf(caseId)(second, { address: '新村' }, 1, epoch));
  expect(kindsOf(await other.push(second, newer))).toEqual(['accepted']);
  return { other, second };
}

describe('a platform restored from a backup', () => {
  it('takes back under its receipts what it had decided, from whoever holds it, with its numbers and times', async () => {
    const backup = await database.backUp();
    await workOnCase(['application.received', 'application.accepted']);
    const [before, of] = [await history(), epoch];
    await restore(backup);
    expect(epoch).not.toBe(of);
    expect(await history()).toEqual([]);
    const offered = before.map((event) => givenBack(event, of));
    expect(kindsOf(await county.offer(supervisor, offered))).toEqual(['accepted', 'accepted']);
    const bare = (events: readonly ConfirmedEvent[]) => events.map(({ receipt: _, ...event }) => event);
    expect(bare(await history())).toEqual(bare(before));
    // Its own device offers the chain from the beginning; the chain goes on from there, without an alarm.
    expect(kindsOf(await township.offer(clerk, offered))).toEqual(['duplicate', 'duplicate']);
    await workOnCase(['application.received']);
    expect(await alarms()).toEqual([]);
  });

  it('gives no number again that stands on paper, known to it or not', async () => {
    const backup = await database.backUp();
    await workOnCase(['application.received']);
    const [before, of] = [await history(), epoch];
    await restore(backup);
    await workOnCase([]);
    const other = await TestDevice.enrol(app, 'XLZ1-DEMO-0002');
    const second = await other.signIn('clerk.xianglan');
    const fresh = eventOf('application.received', second.actor, { caseId: randomUUID() });
    await other.push(second, other.sign(second, fresh));
    await township.offer(
      clerk,
      before.map((event) => givenBack(event, of)),
    );
    const numbers = (await history()).map(({ assigned }) => assigned.caseNumber);
    expect(new Set(numbers).size).toBe(2);
    expect(numbers).toContain(before[0]?.assigned.caseNumber);
  });

  it('does not take its own word from anybody who changed it', async () => {
    const backup = await database.backUp();
    await workOnCase(['application.received', 'application.accepted']);
    const [before, of] = [await history(), epoch];
    await restore(backup);
    const [first, second] = before.map((event) => givenBack(event, of));
    if (!first || !second) throw new Error('there were two');
    const moved = { ...second, decision: { ...second.decision, version: 1 } };
    expect(kindsOf(await county.offer(supervisor, [moved]))).toEqual(['deferred']);
    expect(await history()).toEqual([]);
  });

  it('keeps a refusal a refusal, and lets the chain go on over it', async () => {
    const backup = await database.backUp();
    const caseId = randomUUID();
    const events = [
      township.sign(clerk, eventOf('application.received', clerk.actor, { caseId })),
      township.sign(clerk, eventOf('case.archived', clerk.actor, { caseId, baseVersion: 1 })),
      township.sign(clerk, eventOf('application.accepted', clerk.actor, { caseId, baseVersion: 1 })),
    ];
    const results = await township.push(clerk, ...events);
    expect(kindsOf(results)).toEqual(['accepted', 'refused', 'accepted']);
    const [of, before] = [epoch, await history()];
    const [, no] = results;
    if (no?.kind !== 'refused' || no.receipt === undefined) throw new Error('a kept refusal has a receipt');
    await restore(backup);
    const confirmed = before.map((event) => givenBack(event, of));
    const refused: OfferedEvent = {
      signed: events[1] as OfferedEvent['signed'],
      decision: { kind: 'refused', refusal: no.refusal, receipt: no.receipt },
    };
    const offered = [confirmed[0], refused, confirmed[1]].filter((one) => one !== undefined);
    expect(kindsOf(await township.offer(clerk, offered))).toEqual(['accepted', 'refused', 'accepted']);
  });

  it('sets what collides with newer work aside, with an alarm, and lets the rest join', async () => {
    const caseId = await workOnCase(['application.received']);
    const backup = await database.backUp();
    const amend = amendmentsOf(caseId);
    const of = epoch;
    for (const form of [{ address: '旧村' }, { mobile: '13800005678' }])
      await township.push(clerk, township.sign(clerk, amend(clerk, form, 1, of)));
    const before = await history();
    await restore(backup);
    await workAnew(caseId);
    const results = await township.offer(
      clerk,
      before.map((event) => givenBack(event, of)),
    );
    expect(kindsOf(results)).toEqual(['duplicate', 'refused', 'accepted']);
    expect(results[1]).toMatchObject({ refusal: { kind: 'conflict', parts: ['form.address'] } });
    expect(await alarms()).toEqual([{ kind: 'displaced' }]);
  });

  it('knows that an author had seen what joined behind newer work, and lets him go on at once', async () => {
    const caseId = await workOnCase(['application.received']);
    const backup = await database.backUp();
    const of = epoch;
    const amend = amendmentsOf(caseId);
    const forms = [{ mobile: '13800005678' }, { address: '旧村' }, { mobile: '13900005678' }];
    for (const [index, form] of forms.entries())
      await township.push(clerk, township.sign(clerk, amend(clerk, form, index + 1, of)));
    const before = await history();
    await restore(backup);
    await workAnew(caseId);
    const offered = before.map((event) => givenBack(event, of));
    const all = ['duplicate', 'accepted', 'refused', 'accepted'];
    expect(kindsOf(await county.offer(supervisor, offered))).toEqual(all);
    // Made before the restore, and offered only now: of what its author had seen nothing counts as news.
    const late = township.sign(clerk, amend(clerk, { mobile: '13700005678' }, 4, of));
    await township.offer(clerk, offered);
    expect(kindsOf(await township.push(clerk, late))).toEqual(['accepted']);
  });

  it('does not take what joined later for something an author of that time had seen, after another restore either', async () => {
    const caseId = await workOnCase(['application.received']);
    const [backup, of] = [await database.backUp(), epoch];
    const amend = amendmentsOf(caseId);
    const lost = township.sign(clerk, amend(clerk, { mobile: '13800005678' }, 1, of));
    await township.push(clerk, lost);
    const before = await history();
    await restore(backup);
    const { other, second } = await workAnew(caseId);
    // He has seen the receipt and his own change; the lost one joins behind them, where he does not see it any more.
    const late = other.sign(second, amend(second, { mobile: '13700005678' }, 2, epoch));
    const offered = before.map((event) => givenBack(event, of));
    expect(kindsOf(await county.offer(supervisor, offered))).toEqual(['duplicate', 'accepted']);
    const whole = await database.backUp();
    await workOnCase(['application.received']);
    await restore(whole);
    expect(epoch).not.toBe(late.body.event.baseEpoch);
    other.app = app;
    expect(await other.push(second, late)).toMatchObject([
      { kind: 'refused', refusal: { kind: 'conflict', parts: ['form.mobile'] } },
    ]);
  });

  it('waits some days for what an author had seen, and then judges as things stand', async () => {
    const caseId = await workOnCase(['application.received']);
    const backup = await database.backUp();
    const of = epoch;
    const amend = (form: Record<string, string>, at: number) => amendmentsOf(caseId)(clerk, form, at, of);
    const first = township.sign(clerk, amend({ address: '旧村' }, 1));
    await township.push(clerk, first);
    const later = township.sign(clerk, amend({ mobile: '13800005678' }, 2));
    await restore(backup);
    // The device has lost its receipts and its database: of its own events the ledger knows only what it did.
    const other = await TestDevice.enrol(app, 'XLZ1-DEMO-0004');
    const second = await other.signIn('clerk.xianglan');
    const seen = { ...amend({ mobile: '13900005678' }, 2), id: randomUUID() };
    const waiting = other.sign(second, seen);
    expect(kindsOf(await other.push(second, waiting))).toEqual(['deferred']);
    await restore(await database.backUp(), 0);
    other.app = app;
    expect(kindsOf(await other.push(second, waiting))).toEqual(['accepted']);
    expect(kindsOf(await township.push(clerk, first, later))).toEqual(['accepted', 'refused']);
  });

  it('still knows devices and keys that were registered after the backup', async () => {
    const backup = await database.backUp();
    const late = await TestDevice.enrol(app, 'XLZ1-DEMO-0005');
    const worker = await late.signIn('clerk.xianglan');
    const event = late.sign(worker, eventOf('application.received', worker.actor, { caseId: randomUUID() }));
    await restore(backup);
    late.app = app;
    expect(kindsOf(await late.push(worker, event))).toEqual(['accepted']);
  });
});
