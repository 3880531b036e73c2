import { randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseEventType, Payload } from '@shared/casework/event';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { CaseHistories, CaseHistory } from '@shared/protocol/caseHistories';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import { BlockSummaries, unpackFirstSync } from '@shared/protocol/firstSync';
import { hasCaseNaming } from '../materials/concerned';
import { readFirstSync } from './firstSync';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';

const [origin, there, over] = ['230828101', '230828201', '230828'];
let office: TestPlatform;
type Desk = { device: TestDevice; worker: Worker; stream: string };
let clerk: Desk;
let county: Desk;
let theirs: Desk;

async function seat(code: string, account: string, stream: string): Promise<Desk> {
  const device = await TestDevice.enrol(office.app, code);
  return { device, worker: await device.signIn(account), stream };
}

beforeAll(async () => {
  office = await openTestPlatform();
  clerk = await seat('XLZ1-DEMO-0001', 'clerk.xianglan', origin);
  county = await seat('TYX1-DEMO-0001', 'supervisor.county', over);
  theirs = await seat('TWX1-DEMO-0001', 'examiner.tangwang', there);
});
afterAll(() => office.close());

type About = { caseId: string; baseVersion?: number; originDivision?: string };
const made = <T extends CaseEventType>(desk: Desk, type: T, about: About, payload?: Payload<T>) =>
  desk.device.sign(desk.worker, eventOf(type, desk.worker.actor, about, payload ?? samplePayloads[type]));

async function push<T extends CaseEventType>(desk: Desk, type: T, about: About, payload?: Payload<T>) {
  const [result] = await desk.device.push(desk.worker, made(desk, type, about, payload));
  if (!result) throw new Error('a push is answered');
  return result;
}

async function streamOf({ device, worker, stream }: Desk): Promise<ConfirmedEvent[]> {
  const all: ConfirmedEvent[] = [];
  for (;;) {
    const { events, more } = await device.pull(worker, stream, all.at(-1)?.position ?? 0, 7);
    all.push(...events);
    if (!more) return all;
  }
}
const versionsOf = async (desk: Desk, caseId: string) =>
  (await streamOf(desk))
    .filter(({ signed }) => signed.body.event.caseId === caseId)
    .map(({ version }) => version);

/** What a new device of an office is handed of a case: the version its summary is of, and the events. */
async function handedTo(stream: string, caseId: string) {
  const page = unpackFirstSync(await readFirstSync(office.platform, { stream, after: 0 }));
  const read = (bytes: Uint8Array) => JSON.parse(inflateRawSync(bytes).toString()) as unknown;
  const blocks = page?.blocks ?? [];
  const summaries = blocks.flatMap((block) => BlockSummaries.parse(read(block.summaries)));
  const histories = blocks.flatMap((block) => CaseHistories.parse(read(block.histories)).cases);
  const history = CaseHistory.parse(histories.find((one) => one.caseId === caseId));
  return {
    summary: summaries.find((one) => one.caseId === caseId)?.version,
    events: history.events.map(({ version }) => version),
  };
}

async function accepted(): Promise<string> {
  const caseId = randomUUID();
  await push(clerk, 'application.received', { caseId });
  await push(clerk, 'application.accepted', { caseId, baseVersion: 1 });
  return caseId;
}

describe('an office to which a case is transferred', () => {
  it('gets its whole history, in order and once, and folds it; the receiving office and the county go on', async () => {
    const caseId = await accepted();
    expect(await versionsOf(theirs, caseId)).toEqual([]);
    expect(await push(county, 'case.transferred', { caseId, baseVersion: 2 })).toMatchObject({ version: 3 });
    expect(await versionsOf(theirs, caseId)).toEqual([1, 2, 3]);
    await push(theirs, 'transfer.accepted', { caseId, baseVersion: 3 });
    expect(await push(theirs, 'stage.completed', { caseId, baseVersion: 4 })).toMatchObject({ version: 5 });
    for (const desk of [clerk, county, theirs])
      expect(await versionsOf(desk, caseId)).toEqual([1, 2, 3, 4, 5]);
    const events = (await streamOf(theirs)).map(({ signed }) => signed.body.event);
    const { state } = readSnapshot(
      workflowOf(sampleItem).fold(events.filter((event) => event.caseId === caseId)),
    );
    expect(state).toBe('stage_notice');
  });

  it('hears of its end, of nothing after it, and of what it missed when the case comes again', async () => {
    const caseId = await accepted();
    const at = (baseVersion: number) => ({ caseId, baseVersion });
    await push(county, 'case.transferred', at(2));
    await push(theirs, 'transfer.returned', at(3));
    await push(county, 'document.printed', at(4));
    await push(clerk, 'application.amended', at(4), { form: { address: '第四村' } });
    expect(await versionsOf(theirs, caseId)).toEqual([1, 2, 3, 4]);
    expect(await handedTo(there, caseId)).toEqual({ summary: 4, events: [1, 2, 3, 4] });
    expect(await handedTo(origin, caseId)).toEqual({ summary: 6, events: [1, 2, 3, 4, 5, 6] });
    await push(county, 'case.transferred', at(6));
    expect(await versionsOf(theirs, caseId)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('reads the files that its part of the history names', async () => {
    const caseId = await accepted();
    const at = (baseVersion: number) => ({ caseId, baseVersion });
    const [early, late] = ['a'.repeat(64), 'b'.repeat(64)] as const;
    const naming = (sha256: string) => ({
      form: {},
      materials: [
        {
          materialId: 'proof',
          status: 'provided' as const,
          presented: 'original' as const,
          copies: 1,
          files: [{ sha256, name: '证明.jpg', kind: 'image/jpeg' as const, size: 9 }],
        },
      ],
    });
    const { db } = office.platform;
    await push(clerk, 'application.amended', at(2), naming(early));
    expect(await hasCaseNaming(db, early, there)).toBe(false);
    await push(county, 'case.transferred', at(3));
    await push(theirs, 'transfer.returned', at(4));
    await push(clerk, 'application.amended', at(5), naming(late));
    expect(await hasCaseNaming(db, early, there)).toBe(true);
    expect(await hasCaseNaming(db, late, there)).toBe(false);
    expect(await hasCaseNaming(db, late, origin)).toBe(true);
    expect(await hasCaseNaming(db, early, '230828102')).toBe(false);
  });

  it('is one of the platform: a case is not sent where nobody would find it', async () => {
    const caseId = await accepted();
    const nowhere = { ...samplePayloads['case.transferred'], toDivision: '230828102' };
    expect(await push(county, 'case.transferred', { caseId, baseVersion: 2 }, nowhere)).toMatchObject({
      refusal: { kind: 'notAllowed', refusal: { kind: 'unknownOffice' } },
    });
  });
});

describe('people who act apart', () => {
  it('a step here while the case went there is refused as a conflict, with what is now', async () => {
    const caseId = await accepted();
    await push(county, 'case.transferred', { caseId, baseVersion: 2 });
    // Both sides had seen version 2: a step of the procedure, and one that touches nothing of it.
    expect(await push(clerk, 'application.withdrawn', { caseId, baseVersion: 2 })).toMatchObject({
      refusal: { kind: 'conflict', parts: ['workflow'], currentVersion: 3 },
    });
    const second = await seat('TYX1-DEMO-0002', 'examiner.county', over);
    expect(await push(second, 'extension.requested', { caseId, baseVersion: 2 })).toMatchObject({
      refusal: { kind: 'conflict', parts: ['handling'], currentVersion: 3 },
    });
    // Whoever has seen it go and acts all the same may not.
    expect(await push(second, 'extension.requested', { caseId, baseVersion: 3 })).toMatchObject({
      refusal: { kind: 'notAuthorised', refusal: { kind: 'inTransfer', division: there } },
    });
    expect(await push(clerk, 'application.amended', { caseId, baseVersion: 2 })).toMatchObject({
      kind: 'accepted',
    });
  });

  it('a transfer while the case was decided is refused and kept', async () => {
    const caseId = await accepted();
    const at = { caseId, baseVersion: 2 };
    await push(county, 'stage.completed', at);
    const second = await seat('TYX1-DEMO-0003', 'examiner.county', over);
    expect(await push(second, 'case.transferred', at)).toMatchObject({
      refusal: { kind: 'conflict', parts: ['workflow'], currentVersion: 3 },
    });
    expect(await versionsOf(theirs, caseId)).toEqual([]);
  });
});

describe('late back-fill among concurrent pushes', () => {
  it('skips and doubles nothing in any stream, whoever reads meanwhile', async () => {
    // One device's events are pushed in the order of its chain, in one go.
    const cases = Array.from({ length: 12 }, () => randomUUID());
    const begun = cases.flatMap((caseId) => [
      made(clerk, 'application.received', { caseId }),
      made(clerk, 'application.accepted', { caseId, baseVersion: 1 }),
    ]);
    for (const result of await clerk.device.push(clerk.worker, ...begun))
      expect(result.kind).toBe('accepted');
    const before = new Map(
      await Promise.all([clerk, county, theirs].map(async (desk) => [desk, await streamOf(desk)] as const)),
    );
    let isOver = false;
    // A reader follows the receiving office's stream with a cursor while histories are put into it.
    const seen: ConfirmedEvent[] = [];
    const reading = (async () => {
      let after = before.get(theirs)?.at(-1)?.position ?? 0;
      for (;;) {
        const last = isOver;
        const { events, more } = await theirs.device.pull(theirs.worker, there, after, 5);
        seen.push(...events);
        after = events.at(-1)?.position ?? after;
        if (last && !more) return;
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
    })();
    const helpers = await Promise.all([
      seat('TYX1-DEMO-0011', 'examiner.county', over),
      seat('TYX1-DEMO-0012', 'supervisor.county', over),
      seat('XLZ1-DEMO-0013', 'clerk.xianglan', origin),
      seat('TWX1-DEMO-0014', 'clerk.tangwang', there),
    ]);
    const [sending, asking, amending, taking] = helpers;
    const [first, second] = [cases.slice(0, 6), cases.slice(6)];
    const looked = (caseId: string) => ({ caseId, baseVersion: 2 });
    const taken = Array.from({ length: 6 }, () => ({ caseId: randomUUID(), originDivision: there }));
    const batches = [
      first.map((caseId) => made(sending, 'case.transferred', looked(caseId))),
      second.map((caseId) => made(asking, 'assistance.requested', looked(caseId))),
      cases.flatMap((caseId) => [
        made(amending, 'application.amended', looked(caseId)),
        made(amending, 'document.printed', looked(caseId)),
      ]),
      taken.map((about) => made(taking, 'application.received', about)),
    ];
    const results = await Promise.all(
      helpers.map(({ device, worker }, index) => device.push(worker, ...(batches[index] ?? []))),
    );
    isOver = true;
    await reading;
    expect(results.flat().map((result) => result.kind)).not.toContain('refused');
    // The cursor saw every place of the stream once, in order, without a gap.
    const from = (before.get(theirs)?.length ?? 0) + 1;
    expect(seen.map(({ position }) => position)).toEqual(seen.map((_, index) => from + index));
    expect(new Set(seen.map(({ signed }) => signed.hash)).size).toBe(seen.length);
    for (const desk of [clerk, county, theirs])
      for (const caseId of cases) {
        const versions = await versionsOf(desk, caseId);
        const until = desk === theirs ? versions.length : 5;
        expect(versions).toEqual(Array.from({ length: until }, (_, index) => index + 1));
        expect(versions.length).toBeGreaterThanOrEqual(3);
      }
  });
});
