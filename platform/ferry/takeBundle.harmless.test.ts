import { createHash, randomUUID, verify } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { Problem } from '@shared/protocol/problem';
import { protocolVersion } from '@shared/protocol/version';
import { headLength } from '@shared/sealing/ferry/head';
import { FerriedAnswer, FerriedPage, FerriedStanding } from '@shared/sealing/ferry/messages';
import { messageRecord, readMessage, type FerryRecord } from '@shared/sealing/ferry/records';
import { publicKeyOf } from '../accounts/credentials';
import { Ferryman } from '../testing/bundles';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import { runFerry } from '../tools/ferry';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';
import { inspectBundle, readBody } from './bundleFile';
import { checkBundle } from './readBundle';

let office: TestPlatform;
let folder: string;
let township: TestDevice;
let clerk: Worker;
let examiner: Worker;
let supervisor: Worker;
let ferryman: Ferryman;

beforeAll(async () => {
  office = await openTestPlatform();
  folder = await mkdtemp(join(tmpdir(), 'longjiang-ferry-'));
  township = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0001');
  clerk = await township.signIn('clerk.xianglan');
  examiner = await township.signIn('examiner.xianglan');
  const county = await TestDevice.enrol(office.app, 'TYX1-DEMO-0001');
  supervisor = await county.signIn('supervisor.county');
  ferryman = await Ferryman.create(office.platform, township, clerk, folder);
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

const received = (materials = samplePayloads['application.received'].materials) =>
  township.sign(
    clerk,
    eventOf(
      'application.received',
      clerk.actor,
      { caseId: randomUUID() },
      { ...samplePayloads['application.received'], materials },
    ),
  );

/** Everything that a bundle could change. */
async function everything() {
  const { db } = office.platform;
  const [events, log, alarms, heads, bundles, materials, devices] = await Promise.all([
    db.selectFrom('events').selectAll().orderBy('hash').execute(),
    db.selectFrom('device_log').selectAll().orderBy('hash').execute(),
    db.selectFrom('alarms').selectAll().orderBy('hash').execute(),
    db.selectFrom('stream_heads').selectAll().orderBy('stream').execute(),
    db.selectFrom('ferry_bundles').selectAll().orderBy('hash').execute(),
    db.selectFrom('materials').selectAll().orderBy('sha256').execute(),
    db.selectFrom('devices').selectAll().orderBy('device_id').execute(),
  ]);
  const files = await readdir(office.folder, { recursive: true });
  const kept = files.filter((name) => /^(ferry\/.*arriving|materials\/.*)$/.test(name)).sort();
  const text = JSON.stringify([events, log, alarms, heads, bundles, materials, devices, kept]);
  return createHash('sha256').update(text).digest('hex');
}

const problemOf = (answer: Awaited<ReturnType<Ferryman['carry']>>) => Problem.parse(answer.json()).code;

/** The answer as its device reads it. */
async function opened(answer: Awaited<ReturnType<Ferryman['carry']>>) {
  expect(answer.statusCode, answer.payload.slice(0, 200)).toBe(200);
  const path = join(folder, `${randomUUID()}.answer`);
  await writeFile(path, answer.rawPayload);
  const inspected = await inspectBundle(path);
  if (inspected.kind !== 'bundle' || inspected.head.label.direction !== 'toDevice')
    throw new Error('no answer');
  const { label, hash, signature } = inspected.head;
  const isSigned = verify(
    null,
    Buffer.from(hash, 'hex'),
    publicKeyOf(office.platform.ferry.publicKey),
    Buffer.from(signature, 'base64'),
  );
  expect(isSigned).toBe(true);
  const records: FerryRecord[] = [];
  for await (const record of readBody(path, ferryman.identity)) records.push(record);
  const read = <T>(kind: string, schema: Parameters<typeof readMessage<T>>[1]) =>
    records.filter(({ head }) => head.kind === kind).map((record) => readMessage(record, schema));
  return {
    label,
    kinds: records.map(({ head }) => head.kind),
    results: read('answer', FerriedAnswer).flatMap(({ answer: { results } }) => results),
    pages: read('page', FerriedPage),
    standing: read('standing', FerriedStanding),
  };
}

describe('a bundle', () => {
  it('brings events and their files, whoever carries it, and takes answers and history back', async () => {
    const file = Buffer.from('%PDF-1.7 一份材料');
    const sha256 = createHash('sha256').update(file).digest('hex');
    const [first, ...others] = samplePayloads['application.received'].materials;
    if (!first) throw new Error('the sample has materials');
    const named = {
      ...first,
      files: [{ sha256, name: '申请表.pdf', kind: 'application/pdf' as const, size: file.length }],
    };
    const event = received([named, ...others]);
    const path = await ferryman.write([event], { files: [file] });
    const back = await opened(await ferryman.carry(path, supervisor));
    expect(back.results).toMatchObject([
      { kind: 'accepted', eventId: event.body.event.id, hash: event.hash, version: 1 },
    ]);
    expect(back.label).toMatchObject({
      number: 1,
      answers: { number: 1 },
      results: { accepted: 1, known: 0, refused: 0, deferred: 0 },
      notes: [],
    });
    expect(back.pages.flatMap((page) => page.answer.events).map(({ signed }) => signed.hash)).toContain(
      event.hash,
    );
    expect([...new Set(back.kinds)]).toEqual(['standing', 'calendars', 'catalogue', 'answer', 'page', 'end']);
    expect(back.label.format).toBe(2);
    expect(back.standing[0]?.accounts).toContainEqual({ loginName: 'clerk.xianglan', inForce: true });
    const stored = await office.platform.uploads.store.get(sha256);
    expect(stored?.size).toBe(file.length);
    stored?.bytes.destroy();
  });

  it('of an older format is answered in it', async () => {
    const path = await ferryman.write([received()], { label: { format: 1 } });
    const back = await opened(await ferryman.carry(path));
    expect(back.label).toMatchObject({ format: 1, results: { accepted: 1 } });
    expect([...new Set(back.kinds)]).toEqual(['standing', 'answer', 'page', 'end']);
  });

  it('is taken in by the operator’s command as well, which writes the receipt beside it and one unasked', async () => {
    const path = await ferryman.write([received()]);
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    expect(await runFerry(office.platform, ['import', path], print)).toBe(0);
    expect(lines.join(' ')).toContain('accepted=1 known=0 refused=0');
    const receipt = path.replace('.ljferry', '-receipt.ljferry');
    expect(await inspectBundle(receipt)).toMatchObject({
      kind: 'bundle',
      head: { label: { direction: 'toDevice' } },
    });
    expect(await runFerry(office.platform, ['import', receipt], print)).toBe(1);
    expect(lines.at(-1)).toContain('otherPlatform');
    expect(await runFerry(office.platform, ['export', '230828101-1', folder], print)).toBe(0);
    const news = (await readdir(folder)).filter((name) => name.includes('-news-'));
    const unasked = await inspectBundle(join(folder, news[0] ?? ''));
    if (unasked.kind !== 'bundle') throw new Error(unasked.kind);
    expect(unasked.head.label).not.toHaveProperty('answers');
    expect(unasked.head.label.counts.events).toBeGreaterThan(0);
    expect(await runFerry(office.platform, ['list'], print)).toBe(0);
    expect(lines.at(-1)).toContain('operator');
  });

  it('changes nothing when it comes again, and is answered again', async () => {
    const path = await ferryman.write([received(), received()]);
    const once = await opened(await ferryman.carry(path));
    const { db } = office.platform;
    const streams = await db.selectFrom('stream_heads').selectAll().orderBy('stream').execute();
    const again = await opened(await ferryman.carry(path));
    expect(again.label).toMatchObject({ notes: ['again'], results: { accepted: 0, known: 2 } });
    expect(again.results.map(({ eventId, hash }) => [eventId, hash])).toEqual(
      once.results.map(({ eventId, hash }) => [eventId, hash]),
    );
    expect(await db.selectFrom('stream_heads').selectAll().orderBy('stream').execute()).toEqual(streams);
  });

  it('may come after a later one that holds its events as well', async () => {
    const early = received();
    const before = await ferryman.write([early]);
    const after = await ferryman.write([early, received()]);
    expect((await opened(await ferryman.carry(after))).label).toMatchObject({
      notes: ['gapBefore'],
      results: { accepted: 2 },
    });
    expect((await opened(await ferryman.carry(before))).label).toMatchObject({
      notes: ['newerCameFirst'],
      results: { accepted: 0, known: 1 },
    });
  });

  it('waits for an earlier file without which its events have no place', async () => {
    const [one, two] = [received(), received()];
    const first = await ferryman.write([one], { label: { more: true } });
    const second = await ferryman.write([two]);
    const before = await everything();
    expect(problemOf(await ferryman.carry(second))).toBe('earlierMissing');
    expect(await everything()).toBe(before);
    expect((await opened(await ferryman.carry(first))).label.results.accepted).toBe(1);
    expect((await opened(await ferryman.carry(second))).label.results.accepted).toBe(1);
  });

  it('tells of a number that was used twice', async () => {
    await opened(await ferryman.carry(await ferryman.write([received()])));
    ferryman.number -= 1;
    expect((await opened(await ferryman.carry(await ferryman.write([received()])))).label).toMatchObject({
      notes: ['numberTwice'],
      results: { accepted: 1 },
    });
  });

  it('from an earlier history is taken in and says so', async () => {
    const path = await ferryman.write([received()], { label: { epoch: randomUUID() } });
    expect((await opened(await ferryman.carry(path))).label).toMatchObject({
      notes: ['earlierEpoch'],
      results: { accepted: 1 },
    });
  });
});

/** A file with bytes changed, blanked, cut off or added. */
function damaged(whole: Buffer, below: (n: number) => number): Buffer {
  const bytes = Buffer.from(whole);
  const change = (at: number) => bytes.writeUInt8(bytes.readUInt8(at) ^ (1 + below(255)), at);
  switch (below(4)) {
    case 0:
      for (let n = 0; n <= below(8); n += 1) change(below(bytes.length));
      return bytes;
    case 1:
      change(below(headLength));
      return bytes;
    case 2:
      return bytes.fill(below(256), below(bytes.length));
    default:
      return below(2) === 0
        ? bytes.subarray(0, below(bytes.length))
        : Buffer.concat([bytes, Buffer.alloc(1 + below(300), below(256))]);
  }
}

describe('what is no bundle for this platform', () => {
  it('is told apart, and nothing of it is kept', async () => {
    const { sequence, previousHash } = township;
    const event = received();
    township.sequence = sequence;
    township.previousHash = previousHash;
    const push = (version: number, events = [{ signed: event }]) =>
      messageRecord('push', { protocolVersion: version, as: 'own', events });
    const foreign = { label: { sealedTo: `age1${'q'.repeat(58)}` } };
    const other = await Ferryman.create(office.platform, township, clerk, folder);
    const cases: [string, () => Promise<Buffer>][] = [
      ['notABundle', () => Promise.resolve(Buffer.from('a letter'))],
      ['notABundle', () => Promise.resolve(Buffer.alloc(0))],
      ['newerFormat', () => Promise.resolve(Buffer.from('longjiang-ferry 9\n'.padEnd(5000)))],
      ['notAuthentic', async () => readFile(await other.write([event], { signedBy: examiner }))],
      [
        'notAuthentic',
        async () => readFile(await other.write([event], { label: { credentialId: randomUUID() } })),
      ],
      [
        'notAuthentic',
        async () => readFile(await other.write([event], { label: { deviceId: randomUUID() } })),
      ],
      ['badRequest', async () => readFile(await other.write([event], { label: { number: 77 } }))],
      ['badRequest', async () => readFile(await other.write([event], { records: [] }))],
      [
        'badRequest',
        async () => readFile(await other.write([event], { records: [messageRecord('page', {})] })),
      ],
      ['badRequest', async () => readFile(await other.write([event], { files: [Buffer.alloc(0)] }))],
      ['updateRequired', async () => readFile(await other.write([event], { records: [push(4)] }))],
    ];
    for (const [code, make] of cases) {
      const bytes = await make();
      const before = await everything();
      expect(problemOf(await ferryman.send(bytes)), code).toBe(code);
      expect(await everything()).toBe(before);
    }
    expect(protocolVersion).toBeGreaterThan(4);
    await expect(other.write([event], foreign)).rejects.toThrow();
  });

  it('is refused for a bundle that is meant for a device', async () => {
    const answer = await ferryman.carry(await ferryman.write([received()]));
    const before = await everything();
    expect(problemOf(await ferryman.send(answer.rawPayload))).toBe('otherPlatform');
    expect(await everything()).toBe(before);
  });

  it('needs somebody who is signed in', async () => {
    const path = await ferryman.write([received()]);
    const answer = await ferryman.carry(path, { ...clerk, accessToken: 'none' });
    expect(Problem.parse(answer.json()).code).toBe('unauthorised');
    await opened(await ferryman.carry(path));
  });

  it('is none of 2,000 damaged ones: each is named, none is taken, and memory stays as it is', async () => {
    const whole = await readFile(await ferryman.write([received()], { files: [Buffer.alloc(20_000, 7)] }));
    const before = await everything();
    const heap = process.memoryUsage().rss;
    let seed = 20260302;
    const chance = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
    const path = join(folder, 'damaged');
    const codes = new Set<string>();
    for (let round = 0; round < 2000; round += 1) {
      const sent = damaged(whole, chance);
      if (sent.equals(whole)) continue;
      await writeFile(path, sent);
      const checked = await checkBundle(office.platform, path);
      if (checked.kind === 'checked') throw new Error(`taken in round ${String(round)}`);
      codes.add(checked.code);
      // Now and then all the way from outside.
      if (round % 40 === 0) expect(problemOf(await ferryman.send(sent))).toBe(checked.code);
    }
    expect([...codes].sort()).toEqual(['hashMismatch', 'notABundle', 'notAuthentic']);
    expect(await everything()).toBe(before);
    expect(process.memoryUsage().rss - heap).toBeLessThan(150 * 1024 * 1024);
    expect((await opened(await ferryman.send(whole))).label.results.accepted).toBe(1);
  }, 60_000);
});
