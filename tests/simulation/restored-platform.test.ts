import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { partsToTransfer } from '@shared/casework/handling';
import { presentPart } from '@shared/casework/presentPart';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { PushRequest } from '@shared/protocol/push';
import { openLedger } from '../../electron/capabilities/ledger/ledger';
import { settleKept } from '../../platform/cases/settleKept';
import { buildPlatform } from '../../platform/openPlatform';
import type { Platform } from '../../platform/platform';
import type { Server } from '../../platform/routes/server';
import { makeTestDatabase, type TestDatabase } from '../../platform/testing/testDatabase';
import type { Performed, StepCommand } from '../../renderer/store/storeApi';
import { fetchOver, newLine, type Line } from './network';
import { Office } from './office';
import { receiptOf } from './stick';

const { form, materials } = samplePayloads['application.received'];
const intake = { itemCode: sampleItem.code, form, materials };
const amend = (fields: Record<string, string>): StepCommand => ({
  type: 'application.amended',
  payload: { form: fields },
});
const askForMore: StepCommand = {
  type: 'supplement.requested',
  payload: samplePayloads['supplement.requested'],
};

/** 转办 of the whole case, as it is, to another township. */
async function sendAway(office: Office, caseId: string): Promise<void> {
  const file = await office.store.readCase(caseId);
  if (!file) throw new Error('the case is here');
  const [fromDivision, toDivision] = [file.row.summary.originDivision, '230828201'];
  const parts = partsToTransfer(sampleItem, file.facts, presentPart(sampleItem, file.state), toDivision);
  const payload = { ...samplePayloads['case.transferred'], fromDivision, toDivision, parts };
  saved(await office.store.perform(caseId, [{ type: 'case.transferred', payload }]));
}

let folder: string;
let database: TestDatabase;
let app: Server;
let platform: Platform;
let offices: Office[];

async function start(recoveryDays?: number): Promise<void> {
  ({ app, platform } = await buildPlatform({
    dataFolder: join(folder, 'data'),
    database: database.place(),
    catalogueFolder: join(folder, 'catalogue'),
    demo: true,
    recoveryDays,
  }));
  await app.ready();
}
async function startAgain(recoveryDays?: number, putBack?: () => Promise<void>): Promise<void> {
  await app.close();
  await putBack?.();
  await start(recoveryDays);
}

/** An office on a line of its own; `withheld` never reach the platform, which seems to put them off. */
async function open(code: string, loginName: string, withheld: ReadonlySet<string> = new Set()) {
  const line = newLine();
  const through = fetchOver(line, () => app);
  const fetch: typeof through = async (url, init) => {
    if (!url.endsWith('/push')) return through(url, init);
    const request = PushRequest.parse(JSON.parse(init.body as string));
    const events = request.events.filter(({ signed }) => !withheld.has(signed.body.event.id));
    const answer = await through(url, { ...init, body: JSON.stringify({ ...request, events }) });
    const { epoch, results } = (await answer.json()) as { epoch: string; results: object[] };
    const all = request.events.map(({ signed: { body, hash } }) =>
      withheld.has(body.event.id) ? { kind: 'deferred', eventId: body.event.id, hash } : results.shift(),
    );
    return Response.json({ epoch, results: all }, { headers: { date: new Date().toUTCString() } });
  };
  const office = await Office.start(() => app, { code, loginName }, undefined, undefined, { fetch });
  offices.push(office);
  return { office, line };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longjiang-restored-'));
  await mkdir(join(folder, 'catalogue'));
  await writeFile(join(folder, 'catalogue', `${sampleItem.code}.json`), JSON.stringify(sampleItem));
  database = await makeTestDatabase();
  offices = [];
  await start();
});
afterEach(async () => {
  for (const office of offices) await office.end();
  await app.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function saved(performed: Performed) {
  if (performed.kind !== 'saved') throw new Error(JSON.stringify(performed));
  return performed;
}
/** 离线摆渡 there and back: what an office without a network writes is carried by another one. */
async function roundTrip(office: Office, by: Office): Promise<void> {
  const stick = await mkdtemp(join(folder, 'stick-'));
  const carried = await by.carry(await office.ferryOut(stick));
  const receipts = carried.map((one) => receiptOf(stick, one));
  for (const { kind } of await office.ferryIn(receipts)) expect(kind).toBe('taken');
}
/** The office's ledger begins a new segment with every event, so that old ones can go at once. */
async function cutLedgerSmall(office: Office): Promise<void> {
  await office.closeStore();
  await office.open.ledger.close();
  const ledger = await openLedger(join(office.folder, 'ledger'), office.keys, { segmentLimit: 1 });
  if (ledger.kind !== 'open') throw new Error('damaged ledger');
  office.open = { ...office.open, ledger: ledger.ledger };
  await office.openStore();
}
const cut = (...lines: Line[]) => lines.forEach((line) => (line.state = 'cut'));
const eventually = (look: () => Promise<void>) => vi.waitFor(look, { timeout: 20_000, interval: 50 });
const fieldsAt = async (office: Office, caseId: string) => (await office.store.readCase(caseId))?.facts.form;

describe('devices of a platform that was restored from a backup', () => {
  it('stop showing what a colleague did once the platform, which had put it off, has refused it', async () => {
    const withheld = new Set<string>();
    const author = await open('XLZ1-DEMO-0001', 'clerk.xianglan');
    const colleague = await open('XLZ1-DEMO-0002', 'clerk.xianglan', withheld);
    const other = await open('XLZ1-DEMO-0003', 'clerk.xianglan');
    const { caseId } = saved(await author.office.store.receive(intake, []));
    await author.office.agree();
    const backup = await database.backUp();
    saved(await author.office.store.perform(caseId, [amend({ mobile: '13900001111' })]));
    await author.office.agree();
    saved(await author.office.store.perform(caseId, [amend({ address: '旧村' })]));
    await author.office.agree();
    await eventually(async () =>
      expect(await fieldsAt(colleague.office, caseId)).toMatchObject({ address: '旧村' }),
    );
    const timeline = (await colleague.office.store.readCase(caseId))?.timeline ?? [];
    withheld.add(timeline.find(({ version }) => version === 2)?.event.id ?? '');
    cut(author.line, colleague.line, other.line);
    await startAgain(undefined, backup);

    // Somebody who has none of it does the same work anew.
    const newcomer = await open('XLZ1-DEMO-0004', 'clerk.xianglan');
    await eventually(async () => expect(await fieldsAt(newcomer.office, caseId)).toBeDefined());
    saved(await newcomer.office.store.perform(caseId, [amend({ address: '新村' })]));
    await newcomer.office.agree();
    colleague.line.state = 'up';
    await colleague.office.agree();
    const kept = () =>
      platform.db.selectFrom('device_log').select('hash').where('case_id', '=', caseId).execute();
    await eventually(async () => expect(await kept()).toHaveLength(1));
    expect(await fieldsAt(colleague.office, caseId)).toMatchObject({ address: '旧村' });

    await startAgain(0);
    expect(await settleKept(platform, new Date(Date.now() + 1000))).toBe(0);
    expect(await kept()).toEqual([]);
    // Nothing is new in that case. The colleague asks again now and then, and whenever it starts.
    await colleague.office.restart();
    await eventually(async () =>
      expect(await fieldsAt(colleague.office, caseId)).toMatchObject({ address: '新村' }),
    );
    expect(await colleague.office.store.attention()).toEqual([]);
  });

  it.each(['wire', 'stick'])(
    'let go of a case whose way to them is not part of the history any more, and say so, by the %s',
    async (way) => {
      const sender = await open('XLZ1-DEMO-0001', 'clerk.xianglan');
      const receiver = await open('TWX1-DEMO-0001', 'examiner.tangwang');
      const { caseId } = saved(await sender.office.store.receive(intake, []));
      await sender.office.agree();
      const backup = await database.backUp();
      await sendAway(sender.office, caseId);
      await sender.office.agree();
      await eventually(async () => expect(await receiver.office.store.counts()).toMatchObject({ all: 1 }));
      await receiver.office.ferry.meet(receiver.office.open);
      cut(sender.line, receiver.line);
      await startAgain(undefined, backup);

      const newcomer = await open('XLZ1-DEMO-0004', 'clerk.xianglan');
      await eventually(async () => expect(await fieldsAt(newcomer.office, caseId)).toBeDefined());
      saved(await newcomer.office.store.perform(caseId, [askForMore]));
      await newcomer.office.agree();
      if (way === 'wire') receiver.line.state = 'up';
      // What is new, what is given back, what came of it.
      else for (let trip = 1; trip <= 3; trip += 1) await roundTrip(receiver.office, newcomer.office);
      await eventually(async () => expect(await receiver.office.store.counts()).toMatchObject({ all: 0 }));
      expect(await receiver.office.store.readCase(caseId)).toBeUndefined();
      const left = [{ caseId, applicantName: form.applicantName }];
      expect(await receiver.office.store.departures()).toMatchObject(left);
      expect(await receiver.office.store.counts()).toMatchObject({ attention: 1 });
      sender.line.state = 'up';
      await eventually(async () => expect(await sender.office.store.attention()).toHaveLength(1));

      // It comes again when it is sent again.
      receiver.line.state = 'up';
      await receiver.office.restart();
      expect(await receiver.office.store.departures()).toMatchObject(left);
      await eventually(async () =>
        expect(await sender.office.picture()).toBe(await newcomer.office.picture()),
      );
      await sendAway(sender.office, caseId);
      await eventually(async () =>
        expect(await receiver.office.picture()).toBe(await sender.office.picture()),
      );
      expect(await receiver.office.store.departures()).toEqual([]);
      expect(await receiver.office.store.counts()).toMatchObject({ all: 1, attention: 0 });
    },
  );

  it('show its author what is refused of his work in the end, also where his ledger has let it go', async () => {
    const author = await open('XLZ1-DEMO-0001', 'clerk.xianglan');
    await cutLedgerSmall(author.office);
    const { caseId } = saved(await author.office.store.receive(intake, []));
    await author.office.agree();
    const backup = await database.backUp();
    saved(await author.office.store.perform(caseId, [amend({ address: '旧村' })]));
    for (let others = 1; others <= 3; others += 1) saved(await author.office.store.receive(intake, []));
    await author.office.agree();
    const { ledger } = author.office.open;
    expect(await ledger.prune(2, new Date(Date.now() + 1000))).toBe(2);
    expect((await ledger.read(0, 1)).events[0]?.body.sequence).toBe(3);
    cut(author.line);
    await startAgain(undefined, backup);

    const newcomer = await open('XLZ1-DEMO-0004', 'clerk.xianglan');
    await eventually(async () => expect(await fieldsAt(newcomer.office, caseId)).toBeDefined());
    saved(await newcomer.office.store.perform(caseId, [amend({ address: '新村' })]));
    await newcomer.office.agree();
    author.line.state = 'up';
    await eventually(async () =>
      expect(await author.office.store.attention()).toMatchObject([
        { refusal: { kind: 'conflict' }, fields: [{ field: 'address', mine: '旧村', theirs: '新村' }] },
      ]),
    );
    await eventually(async () => expect(await author.office.picture()).toBe(await newcomer.office.picture()));
  });
});
