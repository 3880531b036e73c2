import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { AccountAnswer } from '@shared/protocol/accountState';
import { CalendarsAnswer } from '@shared/protocol/calendars';
import { FirstSyncHead } from '@shared/protocol/firstSync';
import { MaterialStatesAnswer, MaterialStatesRequest } from '@shared/protocol/materials';
import { Problem } from '@shared/protocol/problem';
import { PushAnswer, PushRequest } from '@shared/protocol/push';
import { RevocationsAnswer } from '@shared/protocol/revocations';
import { StreamMessage } from '@shared/protocol/stream';
import { protocolVersion } from '@shared/protocol/version';
import { summaryForm } from '@shared/casework/summary';
import { CaseEvent } from '@shared/casework/event';
import { decodeHead, headLength } from '@shared/sealing/ferry/head';
import { FerryHead } from '@shared/sealing/ferry/label';
import { FerriedCursors, FerriedEnd, FerriedPush, FerriedStanding } from '@shared/sealing/ferry/messages';
import { readMessage, readRecords, type FerryRecord } from '@shared/sealing/ferry/records';
import { hashBody, SignedEvent } from '@shared/sealing/signedEvent';
import { statusOf } from '../../platform/problems';
import { groupNames } from './groups';

const guide = readFileSync('docs/guides/integration.md', 'utf8');
const bundle = new Uint8Array(readFileSync('docs/guides/examples/bundle.ljferry'));

/** What the guide calls an example of. */
const schemas: Record<string, z.ZodType> = {
  AccountAnswer,
  CalendarsAnswer,
  FerriedCursors,
  FerriedEnd,
  FerriedStanding,
  FerryHead,
  FirstSyncHead,
  MaterialStatesAnswer,
  MaterialStatesRequest,
  Problem,
  PushAnswer,
  PushRequest,
  RevocationsAnswer,
  SignedEvent,
  StreamMessage,
};
const examples = [...guide.matchAll(/^```json (\w+)\n([\s\S]*?)^```$/gm)].map(([, name = '', text = '']) => ({
  name,
  value: JSON.parse(text) as unknown,
}));
/** Without the whole page in the report. */
const expectSaid = (text: string) => expect(guide.includes(text), `the guide says: ${text}`).toBe(true);
const exampleOf = (name: string) => examples.find((one) => one.name === name)?.value;

describe('the examples of the integration guide', () => {
  it.each(examples.filter(({ name }) => name !== 'Transfer'))(
    '$name is what it is called',
    ({ name, value }) => {
      expect(Object.keys(schemas)).toContain(name);
      expect(schemas[name]?.parse(value)).toEqual(value);
    },
  );

  it('have one of everything', () => {
    const named = new Set(examples.map(({ name }) => name));
    expect([...named].sort()).toEqual([...Object.keys(schemas), 'Transfer'].sort());
  });

  it('tell of a transfer as an event does', () => {
    const { body } = SignedEvent.parse(exampleOf('SignedEvent'));
    const event = { ...body.event, type: 'case.transferred', payload: exampleOf('Transfer') };
    expect(CaseEvent.safeParse(event).success).toBe(true);
  });

  it('are of the present protocol', () => {
    expectSaid(`协议第${protocolVersion}版`);
    expectSaid(`摘要第${summaryForm}式`);
    expect(FirstSyncHead.parse(exampleOf('FirstSyncHead')).summaryForm).toBe(summaryForm);
    const messages = [...guide.matchAll(/^data: (.*)$/gm)].map(
      ([, data = '']) => JSON.parse(data) as unknown,
    );
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) expect(StreamMessage.parse(message)).toEqual(message);
  });

  it('name every problem with its status, every message of the stream and every group of the suite', () => {
    const rows = [...guide.matchAll(/^\| (\d{3}) \s*\| ((?:`\w+`、?)+)\s*\|$/gm)];
    const said = rows.flatMap(([, status, codes = '']) =>
      [...codes.matchAll(/`(\w+)`/g)].map(([, code = '']) => [code, Number(status)]),
    );
    expect(Object.fromEntries(said)).toEqual(statusOf);
    for (const { shape } of StreamMessage.options) expectSaid(`| \`${shape.kind.value}\``);
    for (const group of groupNames) expectSaid(`| \`${group}\``);
  });
});

describe('the bundle that the integration guide takes apart', () => {
  let records: FerryRecord[];
  beforeAll(async () => {
    const [identity = ''] = /AGE-SECRET-KEY-\w+/.exec(guide) ?? [];
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const plain = gunzipSync(await decrypter.decrypt(bundle.slice(headLength)));
    expectSaid(`是${plain.length}个字节`);
    records = [];
    for await (const record of readRecords(
      (async function* () {
        await Promise.resolve();
        yield new Uint8Array(plain);
      })(),
    ))
      records.push(record);
  });

  it('has the head that stands there, signed by the key that stands there', () => {
    const decoded = decodeHead(bundle);
    if (decoded.kind !== 'head') throw new Error(decoded.kind);
    const { head } = decoded;
    expect(head).toEqual(exampleOf('FerryHead'));
    const body = bundle.subarray(headLength);
    expect(head.label.body).toEqual({
      size: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
    });
    expectSaid(`${headLength} + ${body.length} 个字节`);
    const [, publicKey = ''] = /的公钥是 `([\w+/]+=)`/.exec(guide) ?? [];
    const x = Buffer.from(publicKey, 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const event = SignedEvent.parse(exampleOf('SignedEvent'));
    expect(hashBody(event.body)).toBe(event.hash);
    for (const { hash, signature } of [head, event])
      expect(verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64'))).toBe(true);
  });

  it('has the records that stand there, each with its length', () => {
    const [push, cursors, end] = records;
    expect(records.length).toBe(3);
    for (const { head } of records) {
      const text = JSON.stringify(head);
      expectSaid(`00 ${text.length.toString(16).padStart(2, '0')}  ${text}`);
    }
    if (!push || !cursors || !end) throw new Error('three records');
    expect(readMessage(push, FerriedPush).events).toEqual([{ signed: exampleOf('SignedEvent') }]);
    expect(readMessage(cursors, FerriedCursors)).toEqual(exampleOf('FerriedCursors'));
    expect(readMessage(end, FerriedEnd)).toEqual(exampleOf('FerriedEnd'));
  });
});
