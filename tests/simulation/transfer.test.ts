import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { readStream } from '../../platform/cases/confirmed';
import { openTestPlatform, type TestPlatform } from '../../platform/testing/testPlatform';
import type { Performed, StepCommand } from '../../renderer/store/storeApi';
import { Office, pictureOf } from './office';

const { form, materials } = samplePayloads['application.received'];
const intake = { itemCode: sampleItem.code, form, materials };
const step = (type: StepCommand['type'], payload?: object): StepCommand =>
  ({ type, payload: payload ?? samplePayloads[type] }) as StepCommand;
const accept = step('application.accepted');
const send = step('case.transferred', {
  ...samplePayloads['case.transferred'],
  parts: ['stage.examination', 'stage.notice'],
});
const mine = { queue: 'mine', sort: 'due', offset: 0, limit: 10 } as const;

function saved(performed: Performed) {
  if (performed.kind !== 'saved') throw new Error(JSON.stringify(performed));
  return performed;
}

let platform: TestPlatform;
let town: Office;
let county: Office;
let there: Office;

beforeEach(async () => {
  platform = await openTestPlatform();
  const server = () => platform.app;
  town = await Office.start(server, { code: 'XLZ1-DEMO-0001', loginName: 'clerk.xianglan' });
  county = await Office.start(server, { code: 'TYX1-DEMO-0001', loginName: 'supervisor.county' });
  there = await Office.start(server, { code: 'TWX1-DEMO-0001', loginName: 'examiner.tangwang' });
});
afterEach(async () => {
  for (const office of [town, county, there]) await office.end();
  await platform.close();
});

/** State and facts of every case of a stream as the platform's own events fold. */
async function platformPicture(stream: string): Promise<string> {
  const { events } = await readStream(platform.platform, { stream, after: 0, limit: 500 });
  const ids = [...new Set(events.map(({ signed }) => signed.body.event.caseId))].sort();
  return pictureOf(
    ids.map((id) =>
      readSnapshot(
        workflowOf(sampleItem).fold(
          events.map(({ signed }) => signed.body.event).filter(({ caseId }) => caseId === id),
        ),
      ),
    ),
  );
}

/** Each device holds what its office's stream holds. */
async function expectAgreement() {
  const streams = [
    [town, '230828101'],
    [county, '230828'],
    [there, '230828201'],
  ] as const;
  for (const [office] of streams) await office.agree();
  const compare = async () => {
    for (const [office, stream] of streams)
      expect(await office.picture()).toBe(await platformPicture(stream));
  };
  await vi.waitFor(compare, { timeout: 20_000, interval: 50 });
}

const has = (office: Office, caseId: string) =>
  vi.waitFor(async () => {
    const file = await office.store.readCase(caseId);
    if (!file) throw new Error('the case has not come');
    return file;
  }, 20_000);

describe('three offices', () => {
  it('a case goes to another township while its own is offline; whoever acts apart is told and loses nothing', async () => {
    // The other township has been at work for a while, and has its cursor behind cases of its own.
    const { caseId } = saved(await town.store.receive(intake, [accept]));
    await expectAgreement();
    expect(await there.store.readCase(caseId)).toBeUndefined();

    town.line.state = 'cut';
    await town.until(({ kind }) => kind === 'offline');
    saved(await town.store.perform(caseId, [step('application.withdrawn')]));
    saved(await county.store.perform(caseId, [send]));
    await county.agree();
    const here = await has(there, caseId);
    expect(here.timeline.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(here.row.summary).toMatchObject({
      transfer: { from: '230828', to: '230828201', accepted: false },
    });
    expect((await there.store.worklist(mine)).rows.map(({ summary }) => summary.caseId)).toEqual([caseId]);
    saved(await there.store.perform(caseId, [step('transfer.accepted')]));
    saved(await there.store.perform(caseId, [step('stage.completed')]));
    await there.agree();

    town.line.state = 'up';
    await town.until(({ attention, pending }) => attention === 1 && pending === 0);
    const [entry] = await town.store.attention();
    expect(entry?.refusal).toMatchObject({ kind: 'conflict', parts: ['workflow'] });
    await expectAgreement();
    const file = await town.store.readCase(caseId);
    expect(file?.state).toBe('stage_notice');
    expect(file?.timeline.filter(({ refused }) => refused)).toHaveLength(1);
    // The county sees the case and may not do what it gave away.
    const notice = { ...samplePayloads['stage.completed'], stageId: 'notice' };
    expect(await county.store.perform(caseId, [step('stage.completed', notice)])).toMatchObject({
      refusal: { kind: 'handledBy', division: '230828201' },
    });
  });

  it('take back and accept at the same time: one of them holds, at all three', async () => {
    const { caseId } = saved(await town.store.receive(intake, [accept]));
    await expectAgreement();
    saved(await county.store.perform(caseId, [send]));
    await has(there, caseId);
    county.line.state = 'cut';
    await county.until(({ kind }) => kind === 'offline');
    saved(await county.store.perform(caseId, [step('transfer.recalled')]));
    saved(await county.store.perform(caseId, [step('extension.requested')]));
    saved(await there.store.perform(caseId, [step('transfer.accepted')]));
    await there.agree();
    county.line.state = 'up';
    await county.until(({ attention, pending }) => attention === 2 && pending === 0);
    const refusals = (await county.store.attention()).map(({ refusal }) => refusal);
    expect(refusals).toContainEqual(
      expect.objectContaining({ kind: 'conflict', parts: ['workflow', 'handling'] }),
    );
    expect(refusals).toContainEqual(expect.objectContaining({ kind: 'conflict', parts: ['handling'] }));
    await expectAgreement();
    expect((await county.store.readCase(caseId))?.facts.handling).toEqual({
      'stage.examination': '230828201',
      'stage.notice': '230828201',
    });
  });

  it('an office that was asked answers and hears no more; its list shows that it has nothing to do', async () => {
    const { caseId } = saved(await town.store.receive(intake, [accept]));
    await expectAgreement();
    const dueOn = '2099-01-01';
    const question = { ...samplePayloads['assistance.requested'], dueOn };
    saved(await county.store.perform(caseId, [step('assistance.requested', question)]));
    const asked = await has(there, caseId);
    expect(asked.steps.filter(({ why }) => why === undefined).map(({ type }) => type)).toEqual([
      'assistance.answered',
    ]);
    const [request] = asked.facts.assistances;
    const answer = { requestId: request?.id, conclusion: 'informed', opinion: '没有另外的宅基地' };
    saved(await there.store.perform(caseId, [step('assistance.answered', answer)]));
    await expectAgreement();
    saved(await county.store.perform(caseId, [step('stage.completed')]));
    await expectAgreement();
    expect((await there.store.readCase(caseId))?.state).toBe('stage_examination');
    expect(await there.store.counts()).toMatchObject({ mine: 0, closed: 1, inProgress: 0 });
    // A store that is built anew holds the same part of the history.
    const before = await there.picture();
    await there.loseDatabase();
    await expectAgreement();
    expect(await there.picture()).toBe(before);
  });
});
