import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { FerryCarried } from '@shared/bridge/ferry';
import { inspectBundle } from '../../electron/capabilities/ferry/bundleFile';
import { openTestPlatform, type TestPlatform } from '../../platform/testing/testPlatform';
import type { Performed, StepCommand } from '../../renderer/store/storeApi';
import { Office } from './office';
import { receiptOf as receiptOn } from './stick';

const { form, materials } = samplePayloads['application.received'];
const intake = { itemCode: sampleItem.code, form, materials };
const accept: StepCommand = { type: 'application.accepted', payload: { acceptedOn: '2026-03-02' } };
const amend = (address: string): StepCommand => ({
  type: 'application.amended',
  payload: { form: { address } },
});
const examined: StepCommand = { type: 'stage.completed', payload: samplePayloads['stage.completed'] };

function saved(performed: Performed) {
  if (performed.kind !== 'saved') throw new Error(JSON.stringify(performed));
  return performed;
}

let platform: TestPlatform;
let town: Office;
let county: Office;
let stick: string;

let codes = 0;
const nextCode = () => `XLZ1-DEMO-${String((codes += 1)).padStart(4, '0')}`;

beforeAll(async () => {
  platform = await openTestPlatform();
  county = await Office.start(() => platform.app, { code: 'TYX1-DEMO-0001', loginName: 'supervisor.county' });
  await county.ferry.meet(county.open);
});
afterAll(async () => {
  await county.end();
  await platform.close();
});
/** A township whose PC had a network on the day it was enrolled and never since. */
beforeEach(async () => {
  stick = await mkdtemp(join(tmpdir(), 'longjiang-stick-'));
  const clerk = { code: nextCode(), loginName: 'clerk.xianglan' };
  town = await Office.start(() => platform.app, clerk, undefined, undefined, { bundleLimit: 60_000 });
  await town.ferry.meet(town.open);
  await town.agree();
  town.line.state = 'cut';
  await town.until(({ kind }) => kind === 'offline');
});
afterEach(async () => {
  await town.end();
  await rm(stick, { recursive: true, force: true });
});

const receiptOf = (one: FerryCarried | undefined) => receiptOn(stick, one);
/** Out on the stick, to the county, back with the receipts. */
async function roundTrip() {
  const files = await town.ferryOut(stick);
  const carried = await county.carry(files);
  const receipts = carried.map(receiptOf);
  return { files, carried, receipts, taken: await town.ferryIn(receipts) };
}
const pending = async (office = town) => (await office.store.syncStatus()).pending;
const comparing = async () => (await town.store.syncStatus()).comparing;
/** The platform's database is lost, and an empty backup put in its place; what lies beside the database stays. */
async function restorePlatform() {
  const { db, epoch } = platform.platform;
  const tables = [
    'stream_entries',
    'stream_heads',
    'device_log',
    'device_branches',
    'events',
    'material_refs',
    'cases',
    'ferry_bundles',
  ] as const;
  for (const table of tables) await db.deleteFrom(table).execute();
  Object.assign(epoch, { earlier: [...epoch.earlier, epoch.id], id: randomUUID() });
}
/** What a device holds and what waits on it; when it tries the network again is chance. */
const everything = async (office: Office) =>
  JSON.stringify([await office.picture(), await pending(office), await office.store.attention()]);

describe('an office without a network', () => {
  it('agrees with the county and the platform by the stick alone', async () => {
    const { caseId } = saved(await town.store.receive(intake, [accept]));
    expect(await pending()).toBe(2);
    const { carried, taken } = await roundTrip();
    expect(carried).toMatchObject([
      { kind: 'carried', number: 1, results: { accepted: 2, refused: 0 }, notes: [] },
    ]);
    expect(taken).toMatchObject([{ kind: 'taken', answers: 1, again: false, gap: false, restored: false }]);
    expect(await pending()).toBe(0);
    const there = (await town.store.readCase(caseId))?.row.summary;
    expect(there).toMatchObject({ pending: 0, version: 2 });
    expect(there?.officialNumber).toMatch(/^230828101/);

    await county.agree();
    saved(await county.store.perform(caseId, [examined]));
    await county.agree();
    saved(await town.store.receive(intake, []));
    const second = await roundTrip();
    expect(second.taken).toMatchObject([{ kind: 'taken', news: 1 }]);
    expect((await town.store.readCase(caseId))?.row.summary.version).toBe(3);
    await county.agree();
    expect(await town.picture()).toBe(await county.picture());
    const { sent } = await town.ferry.read(town.open);
    expect(sent.map(({ number, receipt }) => [number, receipt?.results.accepted])).toEqual([
      [2, 1],
      [1, 2],
    ]);
    const acts = (await town.open.audit.latest(10)).map(({ act }) => act.what);
    expect(acts).toEqual(['ferryImported', 'ferryExported', 'ferryImported', 'ferryExported']);
    expect((await county.open.audit.latest(1))[0]?.act).toMatchObject({ what: 'ferryCarried', number: 2 });
  });

  it('finds both sides where others had changed the same while it was away', async () => {
    const { caseId } = saved(await town.store.receive(intake, [accept]));
    await roundTrip();
    const next = { code: nextCode(), loginName: 'clerk.xianglan' };
    const window = await Office.start(() => platform.app, next);
    await window.agree();
    saved(await window.store.perform(caseId, [amend('别的窗口改的')]));
    await window.agree();
    saved(await town.store.perform(caseId, [amend('这里改的')]));
    const { carried } = await roundTrip();
    expect(carried).toMatchObject([{ results: { refused: 1 } }]);
    expect(await town.store.attention()).toMatchObject([
      {
        refusal: { kind: 'conflict' },
        fields: [{ field: 'address', mine: '这里改的', theirs: '别的窗口改的' }],
      },
    ]);
    expect(await town.picture()).toBe(await window.picture());
    await window.end();
  });

  it('carries files, in several bundles where one would be too large, and takes others’ files back', async () => {
    const scan = (fill: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(40_000, fill)]);
    const add = async (office: Office, fill: number) => {
      const added = await office.open.files.materials.add({
        bytes: scan(fill),
        kinds: ['application/pdf'],
        maxBytes: 1e6,
      });
      if (added.kind !== 'added') throw new Error(added.kind);
      const { sha256, size } = added;
      const [first, ...others] = materials;
      if (!first) throw new Error('the sample has materials');
      const file = { sha256, size, name: '扫描.pdf', kind: 'application/pdf' as const };
      return { sha256, intake: { ...intake, materials: [{ ...first, files: [file] }, ...others] } };
    };
    const scans = [await add(town, 1), await add(town, 2), await add(town, 3)];
    for (const one of scans) saved(await town.store.receive(one.intake, []));
    const files = await town.ferryOut(stick);
    expect(files.length).toBeGreaterThan(1);
    const [first, ...later] = files as [string, ...string[]];
    // The last file before the first: said, and nothing of it is taken.
    expect(await county.carry([later.at(-1) ?? ''])).toMatchObject([
      { kind: 'refused', fault: 'earlierMissing' },
    ]);
    const carried = await county.carry([first, ...later]);
    expect(carried.map((one) => one.kind === 'carried' && one.more)).toEqual([
      ...later.map(() => true),
      false,
    ]);
    for (const { sha256 } of scans) {
      const found = await platform.platform.uploads.store.get(sha256);
      found?.bytes.destroy();
      expect(found?.size).toBe(40_009);
    }
    const receipts = carried.map(receiptOf);
    // Receipts in the wrong order do no harm either.
    for (const receipt of receipts.reverse())
      expect(await town.ferryIn([receipt])).toMatchObject([{ kind: 'taken' }]);
    expect(await pending()).toBe(0);
    await county.agree();
    expect(await town.picture()).toBe(await county.picture());
  });

  it('is not troubled by bundles and receipts that come twice, late, or were never brought', async () => {
    const [lost] = await town.ferryOut(stick);
    saved(await town.store.receive(intake, [accept]));
    const [first] = await town.ferryOut(stick);
    saved(await town.store.receive(intake, [accept]));
    const [second] = await town.ferryOut(stick);
    if (!first || !second || !lost) throw new Error('nothing was written');
    const [late] = await county.carry([second]);
    expect(late).toMatchObject({ kind: 'carried', notes: ['gapBefore'], results: { accepted: 4 } });
    const [early] = await county.carry([first]);
    expect(early).toMatchObject({
      kind: 'carried',
      notes: ['newerCameFirst'],
      results: { accepted: 0, known: 2 },
    });
    expect(await county.carry([second])).toMatchObject([{ kind: 'carried', notes: ['again'] }]);
    expect(await town.ferryIn([receiptOf(early)])).toMatchObject([{ kind: 'taken', again: false }]);
    // Others' steps of both receipts begin where the town has known nothing.
    expect(await pending()).toBe(0);
    const before = await town.picture();
    expect(await town.ferryIn([receiptOf(early)])).toMatchObject([{ kind: 'taken', again: true }]);
    expect(await town.ferryIn([receiptOf(late)])).toMatchObject([{ kind: 'taken', again: true }]);
    expect(await town.picture()).toBe(before);
    expect(await pending()).toBe(0);
  });

  it('goes on over the wire where a network comes after all', async () => {
    saved(await town.store.receive(intake, [accept]));
    const files = await town.ferryOut(stick);
    town.line.state = 'up';
    await town.store.syncNow();
    await town.agree();
    const carried = await county.carry(files);
    expect(carried).toMatchObject([{ results: { accepted: 0, known: 2 } }]);
    const picture = await town.picture();
    expect(await town.ferryIn(carried.map(receiptOf))).toMatchObject([{ kind: 'taken', again: true }]);
    expect(await town.picture()).toBe(picture);
  });

  it('takes nothing in that is damaged, of another office, or not from the platform', async () => {
    saved(await town.store.receive(intake, [accept]));
    const files = await town.ferryOut(stick);
    const [carried] = await county.carry(files);
    const path = receiptOf(carried);
    const whole = await readFile(path);
    const before = await everything(town);
    const other = join(stick, 'changed.ljferry');
    const refusedAs = async (bytes: Uint8Array) => {
      await writeFile(other, bytes);
      const [taken] = await town.ferryIn([other]);
      return taken?.kind === 'refused' ? taken.fault : 'taken';
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bytes = Buffer.from(whole);
        bytes.writeUInt8(bytes.readUInt8(at) ^ by, at);
        expect(['damaged', 'notABundle', 'newerFormat', 'notAuthentic']).toContain(await refusedAs(bytes));
      }),
      { numRuns: 400 },
    );
    expect(await refusedAs(whole.subarray(0, whole.length - 1))).toBe('damaged');
    expect(await refusedAs(Buffer.concat([whole, Buffer.from('x')]))).toBe('damaged');
    expect(await refusedAs(Buffer.from('信'))).toBe('notABundle');
    expect(await refusedAs(await readFile(files[0] ?? ''))).toBe('wrongDirection');
    expect(await county.ferryIn([path])).toMatchObject([{ kind: 'refused', fault: 'otherDevice' }]);
    expect(await town.ferryIn([join(stick, 'gone.ljferry')])).toMatchObject([
      { kind: 'refused', fault: 'unreadable' },
    ]);
    expect(await everything(town)).toBe(before);
    expect(await county.carry([path])).toMatchObject([{ kind: 'refused', fault: 'wrongDirection' }]);
    expect(await refusedAs(whole)).toBe('taken');
    expect(await pending()).toBe(0);
  });

  it('waits for an earlier receipt where a later one begins behind what is known', async () => {
    saved(await town.store.receive(intake, [accept]));
    await roundTrip();
    saved(await town.store.receive(intake, []));
    const [second] = await county.carry(await town.ferryOut(stick));
    await town.loseDatabase();
    // What it answers counts, what others did has to come from the beginning.
    expect(await town.ferryIn([receiptOf(second)])).toMatchObject([{ kind: 'taken', gap: true }]);
    await roundTrip();
    await county.agree();
    expect(await town.picture()).toBe(await county.picture());
    expect(await pending()).toBe(0);
  });

  it('writes whole files or none, and says what is wrong with the stick', async () => {
    saved(await town.store.receive(intake, []));
    town.chosen = { folder: join(stick, 'pulled out'), files: [] };
    await town.ferry.chooseFolder();
    expect(await town.store.ferryOut()).toMatchObject({ kind: 'failed', fault: 'gone', written: [] });
    const [path] = await town.ferryOut(stick);
    expect(await readdir(stick)).toEqual([basename(path ?? '')]);
    // Nothing of a person can be read on it.
    const text = (await readFile(path ?? '')).toString('latin1');
    for (const value of Object.values(form))
      if (typeof value === 'string') expect(text).not.toContain(Buffer.from(value).toString('latin1'));
    await town.store.ferryOut().then((again) => expect(again).toEqual({ kind: 'cancelled' }));
  });

  it('gives history back to a restored platform by the stick, and leaves a receipt from before it alone', async () => {
    const { total } = await town.store.worklist({ queue: 'all', sort: 'received', offset: 0, limit: 1 });
    const { caseId } = saved(await town.store.receive(intake, [accept]));
    const first = await roundTrip();
    const number = (await town.store.readCase(caseId))?.row.summary.officialNumber;
    saved(await town.store.receive(intake, []));
    const unread = await county.carry(await town.ferryOut(stick));
    await restorePlatform();

    // Made before the restore: nothing of it counts any more, and nothing changes.
    const state = await everything(town);
    const [old] = unread;
    const third = await roundTrip();
    expect(third.carried).toMatchObject([{ notes: ['gapBefore', 'earlierEpoch'] }]);
    expect(third.taken).toMatchObject([{ kind: 'taken', restored: true }]);
    expect(await everything(town)).not.toBe(state);
    expect(await town.ferryIn([receiptOf(old), ...first.receipts])).toMatchObject([
      { kind: 'refused', fault: 'otherHistory' },
      { kind: 'refused', fault: 'otherHistory' },
    ]);
    // Now it knows, and brings everything.
    expect(await comparing()).toBe(true);
    await roundTrip();
    await roundTrip();
    expect(await pending()).toBe(0);
    expect((await town.store.readCase(caseId))?.row.summary.officialNumber).toBe(number);
    expect((await town.store.worklist({ queue: 'all', sort: 'received', offset: 0, limit: 1 })).total).toBe(
      total + 2,
    );
    // History is given back once, and not with every stick.
    const last = await inspectBundle((await town.ferryOut(stick))[0] ?? '');
    expect(last).toMatchObject({ kind: 'bundle', head: { label: { counts: { events: 0 } } } });
    // The streams have brought all of it by then, and no answer would ever say so.
    await expect.poll(comparing).toBe(false);
  });
});
