import { generateKeyPairSync, randomBytes, randomUUID, sign, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { z } from 'zod';
import type { CaseEventType, Payload } from '@shared/casework/event';
import { CaseEvent } from '@shared/casework/event';
import { calls, type CallAnswer, type CallName } from '@shared/protocol/calls';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import { Problem } from '@shared/protocol/problem';
import type { OfferedEvent, PushResult } from '@shared/protocol/push';
import { assertionAudience } from '@shared/protocol/signIn';
import { protocolVersion } from '@shared/protocol/version';
import type { SignedEntry } from '@shared/sealing/signedEntry';
import { chainStart, hashBody, type SignedBody, type SignedEvent } from '@shared/sealing/signedEvent';

/** What came back, before anybody has judged it. */
export type Raw = {
  status: number;
  contentType: string;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
  text: string;
};

/** Longest wait for an answer, in milliseconds. */
const patience = 60_000;

/** One request, as it is. */
export async function ask(url: string, init: RequestInit = {}): Promise<Raw> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) });
  const { status, headers } = answer;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const contentType = headers.get('content-type') ?? '';
  return { status, contentType, headers, bytes, text: Buffer.from(bytes).toString('utf8') };
}

/** The answer parsed by a schema; throws with what does not fit, naming paths and no values. */
export function parsed<T>(schema: z.ZodType<T>, { contentType, text, status }: Raw): T {
  if (!contentType.startsWith('application/json'))
    throw new Error(`status ${status} with content type "${contentType}", expected application/json`);
  const read = schema.safeParse(JSON.parse(text));
  if (read.success) return read.data;
  const where = read.error.issues.map((issue) => `${issue.path.join('.') || 'top'} (${issue.code})`);
  throw new Error(`status ${status}: the answer does not fit the schema at ${where.join(', ')}`);
}

/** The problem's code of a refused call; throws where the call succeeded. */
export function problemIn(raw: Raw): Problem['code'] {
  if (raw.status < 400) throw new Error(`status ${raw.status}, expected a problem`);
  return parsed(Problem, raw).code;
}

/** What a call that carries no JSON sends. */
export type Bytes = { headers?: Record<string, string>; body?: Uint8Array<ArrayBuffer> | ReadableStream };

const rawKey = (key: KeyObject) =>
  Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url').toString('base64');

/** An account at work on an enrolled device, with a chain of its own; knows the protocol and nothing else of a platform. */
export class Device {
  sequence = 0;
  previousHash = chainStart;
  deviceId = '';
  deviceNumber = 0;
  divisionCode = '';
  divisionName = '';
  streams: string[] = [];
  credentialId = '';
  token = '';
  account!: CallAnswer<'signIn'>['account'];
  readonly keys = generateKeyPairSync('ed25519');

  constructor(readonly platform: string) {}

  /** Sends a call of the protocol; `request` goes as it is, so that a wrong one can be sent too. */
  send(name: CallName, request: object, token = this.token): Promise<Raw> {
    const { method, path } = calls[name];
    const headers = {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    };
    const query = new URLSearchParams(
      Object.entries(request).map(([key, value]): [string, string] => [key, String(value)]),
    );
    return method === 'GET'
      ? ask(`${this.platform}${path}?${query.toString()}`, { headers })
      : ask(`${this.platform}${path}`, { method, headers, body: JSON.stringify(request) });
  }

  /** Asks for bytes, or sends them. */
  exchange(method: string, path: string, { headers, body }: Bytes = {}, token = this.token): Promise<Raw> {
    return ask(this.platform + path, {
      method,
      headers: { ...(token === '' ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    });
  }

  async call<N extends CallName>(name: N, request: object): Promise<CallAnswer<N>> {
    const schema = calls[name].answer as unknown as z.ZodType<CallAnswer<N>>;
    return parsed(schema, await this.send(name, request));
  }

  enrolRequest(code: string) {
    return {
      protocolVersion,
      code,
      deviceName: '一致性测试',
      admissionSecret: randomBytes(32).toString('base64'),
    };
  }

  async enrol(code: string): Promise<void> {
    Object.assign(this, await this.call('enrol', this.enrolRequest(code)));
  }

  signInRequest(loginName: string, password: string) {
    return { deviceId: this.deviceId, loginName, password, publicKey: rawKey(this.keys.publicKey) };
  }

  async signIn(loginName: string, password: string): Promise<void> {
    const answer = await this.call('signIn', this.signInRequest(loginName, password));
    this.account = answer.account;
    this.credentialId = answer.credentialId;
    this.token = answer.token.accessToken;
  }

  /** The signed text that is exchanged for a token. */
  assertion(jti: string = randomUUID()): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(this.credentialId)
      .setAudience(assertionAudience)
      .setIssuedAt(now)
      .setExpirationTime(now + 60)
      .setJti(jti)
      .sign(this.keys.privateKey);
  }

  /** An event by this account, on a case of its own office unless another one is named. */
  event<T extends CaseEventType>(
    type: T,
    about: { caseId: string; baseVersion: number; originDivision?: string },
    payload: Payload<T>,
  ): CaseEvent {
    const { accountId, name, roles, divisionCode } = this.account;
    return CaseEvent.parse({
      id: randomUUID(),
      originDivision: this.divisionCode,
      ...about,
      actor: { accountId, name, roles, divisionCode },
      recordedAt: new Date().toISOString(),
      type,
      payload,
    });
  }

  /** The event as the next of this device's chain. */
  sign(event: CaseEvent): SignedEvent {
    const { deviceId, credentialId, previousHash } = this;
    const body: SignedBody = { event, deviceId, credentialId, sequence: this.sequence + 1, previousHash };
    const signed = this.signBody(body);
    this.sequence = body.sequence;
    this.previousHash = signed.hash;
    return signed;
  }

  signBody<T>(body: SignedEntry<T>['body']): SignedEntry<T> {
    const hash = hashBody(body);
    return {
      body,
      hash,
      signature: sign(null, Buffer.from(hash, 'hex'), this.keys.privateKey).toString('base64'),
    };
  }

  push(...events: SignedEvent[]): Promise<PushResult[]> {
    return this.offer(events.map((signed) => ({ signed })));
  }

  /** Pushes events, some with a mark; their results have to name them by id and hash. */
  async offer(events: readonly OfferedEvent[]): Promise<PushResult[]> {
    const { results } = await this.call('push', { protocolVersion, events });
    const named = (one: { eventId: string; hash: string }) => `${one.eventId} ${one.hash}`;
    const wanted = events.map(({ signed: { body, hash } }) => named({ eventId: body.event.id, hash }));
    if (JSON.stringify(results.map(named)) !== JSON.stringify(wanted))
      throw new Error('the results do not name the offered events by id and hash, in their order');
    return results;
  }

  /** Signs and pushes one event; answers its result. */
  async act(event: CaseEvent): Promise<PushResult> {
    const [result] = await this.push(this.sign(event));
    if (!result) throw new Error('an offered event had no result');
    return result;
  }

  /** A whole stream behind a position, in pages of `limit`. */
  async stream(limit = 500, after = 0): Promise<ConfirmedEvent[]> {
    const all: ConfirmedEvent[] = [];
    for (let at = after; ;) {
      const { events, more } = await this.call('pull', { stream: this.divisionCode, after: at, limit });
      all.push(...events);
      at = events.at(-1)?.position ?? at;
      if (!more) return all;
      if (events.length === 0) throw new Error('a page said that there is more and brought nothing');
    }
  }
}
