import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { readStream } from '../../platform/cases/confirmed';
import { openTestPlatform, type TestPlatform } from '../../platform/testing/testPlatform';
import type { Performed, StepCommand } from '../../renderer/store/storeApi';
import { Office, pictureOf } from './office';

const { form, materials } = samplePayloads['application.received'];
const intake = { itemCode: sampleItem.code, form, materials };
const accept: StepCommand = { type: 'application.accepted', payload: { acceptedOn: '2026-03-02' } };
const amend = (address: string): StepCommand => ({
  type: 'application.amended',
  payload: { form: { address } },
});
const examined: StepCommand = { type: 'stage.completed', payload: samplePayloads['stage.completed'] };
const noticed: StepCommand = {
  type: 'stage.completed',
  payload: { ...samplePayloads['stage.completed'], stageId: 'notice' },
};
const granted: StepCommand = { type: 'decision.granted', payload: samplePayloads['decision.granted'] };

function saved(performed: Performed) {
  if (performed.kind !== 'saved') throw new Error(JSON.stringify(performed));
  return performed;
}

let platform: TestPlatform;
let town: Office;
let county: Office;
let offices: Office[];

beforeEach(async () => {
  platform = await openTestPlatform();
  const server = () => platform.app;
  town = await Office.start(server, { code: 'XLZ1-DEMO-0001', loginName: 'clerk.xianglan' });
  county = await Office.start(server, { code: 'TYX1-DEMO-0001', loginName: 'supervisor.county' });
  offices = [town, county];
});

afterEach(async () => {
  for (const office of offices) await office.end();
  await platform.close();
});

/** State and facts of every case as the platform's own events fold. */
async function platformPicture(stream = '230828101'): Promise<string> {
  const { events } = await readStream(platform.platform, { stream, after: 0, limit: 500 });
  const ids = [...new Set(events.map(({ signed }) => signed.body.event.caseId))].sort();
  const folded = ids.map((id) => {
    const own = events.map(({ signed }) => signed.body.event).filter(({ caseId }) => caseId === id);
    return readSnapshot(workflowOf(sampleItem).fold(own));
  });
  return pictureOf(folded);
}

/** Both devices come to hold what the platform holds; each learns of the other's steps by its next poll. */
async function expectAgreement() {
  await town.agree();
  await county.agree();
  const compare = async () => {
    const truth = await platformPicture();
    expect(await town.picture()).toBe(truth);
    expect(await county.picture()).toBe(truth);
  };
  await vi.waitFor(compare, { timeout: 20_000, interval: 50 });
}

describe('two offices and a real platform', () => {
  it('agree on a case that was received without a network and decided by the county', async () => {
    town.line.state = 'cut';
    const { caseId, number } = saved(await town.store.receive(intake, [accept]));
    expect(number).toMatch(/^暂230828101-/);
    await town.until(({ kind }) => kind === 'offline');
    expect(await town.store.syncStatus()).toMatchObject({ pending: 2 });
    expect((await town.store.readCase(caseId))?.state).toBe('stage_examination');

    town.line.state = 'up';
    await expectAgreement();
    const here = await town.store.readCase(caseId);
    expect(here?.row.summary).toMatchObject({ pending: 0, version: 2 });
    expect(here?.row.summary.officialNumber).toMatch(/^230828101/);

    const mine = { queue: 'mine', sort: 'due', offset: 0, limit: 10 } as const;
    expect((await county.store.worklist(mine)).rows.map((row) => row.summary.caseId)).toEqual([caseId]);
    saved(await county.store.perform(caseId, [examined]));
    saved(await county.store.perform(caseId, [noticed]));
    saved(await county.store.perform(caseId, [granted]));
    await expectAgreement();
    const decided = await town.store.readCase(caseId);
    expect(decided?.facts.decision?.kind).toBe('granted');
    expect(decided?.timeline.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
  });

  it('take every delivery once, and lose nothing when answers are lost', async () => {
    town.line.deliveries = 3;
    saved(await town.store.receive(intake, [accept]));
    await expectAgreement();
    town.line.deliveries = 1;

    town.line.state = 'loseAnswers';
    const pushes = town.line.pushes;
    const { caseId } = saved(await town.store.receive(intake, []));
    await town.until(({ kind }) => kind === 'offline' && town.line.pushes > pushes);
    expect(await town.store.syncStatus()).toMatchObject({ pending: 1 });
    town.line.state = 'up';
    saved(await town.store.perform(caseId, [accept]));
    await expectAgreement();
    const { events } = await readStream(platform.platform, { stream: '230828', after: 0, limit: 500 });
    expect(events).toHaveLength(4);
    expect(await town.store.attention()).toEqual([]);
  });

  it('show a collision side by side and merge what does not collide', async () => {
    const { caseId } = saved(await town.store.receive(intake, []));
    await expectAgreement();
    // A second window of the same township, away from the network.
    const second = await Office.start(() => platform.app, {
      code: 'XLZ1-DEMO-0002',
      loginName: 'clerk.xianglan',
    });
    offices.push(second);
    await second.agree();
    second.line.state = 'cut';
    await second.until(({ kind }) => kind === 'offline');
    saved(await second.store.perform(caseId, [amend('东村')]));
    saved(
      await second.store.perform(caseId, [
        { type: 'application.amended', payload: { form: { mobile: '13900005678' } } },
      ]),
    );
    saved(await town.store.perform(caseId, [amend('西村')]));
    await town.agree();
    second.line.state = 'up';
    await second.until(({ attention, pending }) => attention === 1 && pending === 0);
    await second.agree();

    const [entry] = await second.store.attention();
    expect(entry?.refusal).toMatchObject({ kind: 'conflict', parts: ['form.address'] });
    expect(entry?.fields).toEqual([{ field: 'address', mine: '东村', theirs: '西村' }]);
    expect(entry?.before).toMatchObject({ address: '某村' });
    const file = await second.store.readCase(caseId);
    const others = file?.timeline.filter(({ event }) => entry?.since.includes(event.id));
    expect(others?.map(({ event }) => event.payload)).toEqual([{ form: { address: '西村' } }]);
    expect(file?.facts.form).toMatchObject({ address: '西村', mobile: '13900005678' });
    expect(file?.timeline.filter(({ refused }) => refused)).toHaveLength(1);
    await expectAgreement();
    expect(await second.picture()).toBe(await town.picture());

    // Mine again, as a new step on the case as it stands.
    saved(await second.store.perform(caseId, [amend('东村')]));
    await second.store.settleAttention(entry?.event.id ?? '');
    await expectAgreement();
    expect((await town.store.readCase(caseId))?.facts.form).toMatchObject({ address: '东村' });
    expect(await second.store.attention()).toEqual([]);
    await second.closeStore();
    await second.openStore();
    expect(await second.store.attention()).toEqual([]);
  });

  it('rebuild a lost store from ledger and platform, with what was never sent', async () => {
    const { caseId } = saved(await town.store.receive(intake, [accept]));
    await expectAgreement();
    saved(await county.store.perform(caseId, [examined]));
    await expectAgreement();
    town.line.state = 'cut';
    await town.until(({ kind }) => kind === 'offline');
    const unsent = saved(await town.store.receive(intake, []));
    await town.loseDatabase();
    expect(town.opened.rebuilt).toBe(true);
    // Without a network everything done here is there again; the number goes on where it was.
    expect((await town.store.readCase(unsent.caseId))?.state).toBe('received');
    const next = saved(await town.store.receive(intake, []));
    expect(next.number).not.toBe(unsent.number);
    town.line.state = 'up';
    await expectAgreement();
    const before = await town.picture();
    await town.loseDatabase();
    await expectAgreement();
    expect(await town.picture()).toBe(before);
    expect(await town.store.counts()).toMatchObject({ all: 3 });
  });

  it('offer everything again to a platform that was restored from an empty backup', async () => {
    const { caseId } = saved(await town.store.receive(intake, [accept]));
    await expectAgreement();
    saved(await county.store.perform(caseId, [examined]));
    await expectAgreement();
    const before = await town.picture();
    const { db, epoch } = platform.platform;
    town.line.state = 'cut';
    county.line.state = 'cut';
    for (const table of [
      'stream_entries',
      'stream_heads',
      'device_log',
      'device_branches',
      'events',
      'cases',
    ] as const)
      await db.deleteFrom(table).execute();
    epoch.id = crypto.randomUUID();
    county.line.state = 'up';
    await county.until(({ kind }) => kind === 'live');
    town.line.state = 'up';
    await expectAgreement();
    expect(await town.picture()).toBe(before);
    expect(await county.store.attention()).toEqual([]);
  });

  it('say what answers when a portal does, and go on when it is gone', async () => {
    town.line.state = 'portal';
    await town.until(({ kind }) => kind === 'strangeAnswer');
    saved(await town.store.receive(intake, []));
    expect(await town.store.syncStatus()).toMatchObject({ pending: 1 });
    town.line.state = 'up';
    await expectAgreement();
  });
});
