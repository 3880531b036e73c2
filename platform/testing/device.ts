import { generateKeyPairSync, randomBytes, randomUUID, sign, type KeyObject } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { SignJWT } from 'jose';
import type { Actor, CaseEvent, CaseEventType, Payload } from '@shared/casework/event';
import { CaseEvent as CaseEventSchema } from '@shared/casework/event';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import type { Account } from '@shared/protocol/account';
import { EnrolAnswer } from '@shared/protocol/enrol';
import { PullAnswer } from '@shared/protocol/pull';
import { PushAnswer, type OfferedEvent, type PushResult } from '@shared/protocol/push';
import { protocolVersion } from '@shared/protocol/version';
import { assertionAudience, SignInAnswer } from '@shared/protocol/signIn';
import { chainStart, hashBody, type SignedBody, type SignedEvent } from '@shared/sealing/signedEvent';

const rawPublicKey = (key: KeyObject) =>
  Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url').toString('base64');

/** The way to a platform: its server in this process, or HTTP to another. */
export type Door = {
  inject: (request: {
    method: 'GET' | 'POST';
    url: string;
    headers?: Record<string, string>;
    payload?: object;
  }) => Promise<Pick<LightMyRequestResponse, 'statusCode' | 'headers' | 'json' | 'payload' | 'rawPayload'>>;
};

/** An account at work on a test device: the key it signs with, and its token. */
export type Worker = {
  account: Account;
  actor: Actor;
  credentialId: string;
  privateKey: KeyObject;
  accessToken: string;
};

/** A device as the platform meets it: enrolled, with a chain of its own, speaking HTTP. For tests only. */
export class TestDevice {
  sequence = 0;
  previousHash = chainStart;

  private constructor(
    public app: Door,
    readonly enrolment: EnrolAnswer,
    readonly admissionSecret: string,
  ) {}

  static async enrol(app: Door, code: string): Promise<TestDevice> {
    const admissionSecret = randomBytes(32).toString('base64');
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/enrolments',
      payload: { protocolVersion, code, deviceName: '一号窗口', admissionSecret },
    });
    return new TestDevice(app, EnrolAnswer.parse(answer.json()), admissionSecret);
  }

  async signIn(loginName: string, password = 'Longjiang-2026'): Promise<Worker> {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { deviceId } = this.enrolment;
    const payload = { deviceId, loginName, password, publicKey: rawPublicKey(publicKey) };
    const answer = await this.app.inject({ method: 'POST', url: '/v1/sign-ins', payload });
    const { account, credentialId, token } = SignInAnswer.parse(answer.json());
    const { accountId, name, roles, divisionCode } = account;
    const actor = { accountId, name, roles, divisionCode };
    return { account, actor, credentialId, privateKey, accessToken: token.accessToken };
  }

  /** Signs an event as the next of this device's chain; `changes` makes it anything else. */
  sign(worker: Worker, event: CaseEvent, changes: Partial<SignedBody> = {}): SignedEvent {
    const body: SignedBody = {
      event,
      deviceId: this.enrolment.deviceId,
      credentialId: worker.credentialId,
      sequence: this.sequence + 1,
      previousHash: this.previousHash,
      ...changes,
    };
    const hash = hashBody(body);
    const signature = sign(null, Buffer.from(hash, 'hex'), worker.privateKey).toString('base64');
    this.sequence = body.sequence;
    this.previousHash = hash;
    return { body, hash, signature };
  }

  push(worker: Worker, ...events: SignedEvent[]): Promise<PushResult[]> {
    return this.offer(
      worker,
      events.map((signed) => ({ signed })),
    );
  }

  /** Pushes events with what had been decided of them before. */
  async offer(worker: Worker, events: readonly OfferedEvent[]): Promise<PushResult[]> {
    const answer = await this.app.inject({
      method: 'POST',
      url: '/v1/push',
      headers: { authorization: `Bearer ${worker.accessToken}` },
      payload: { protocolVersion, events },
    });
    return PushAnswer.parse(answer.json()).results;
  }

  async pull(worker: Worker, stream: string, after = 0, limit = 500): Promise<PullAnswer> {
    const answer = await this.app.inject({
      method: 'GET',
      url: `/v1/pull?stream=${stream}&after=${after}&limit=${limit}`,
      headers: { authorization: `Bearer ${worker.accessToken}` },
    });
    if (!String(answer.headers['content-type']).startsWith('application/json'))
      throw new Error('a pull is answered as JSON');
    return PullAnswer.parse(answer.json());
  }
}

/** An assertion as a device makes it. */
export function assertionFor(worker: Worker, now: Date, claims: { lifeSeconds?: number; jti?: string } = {}) {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer(worker.credentialId)
    .setAudience(assertionAudience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + (claims.lifeSeconds ?? 60))
    .setJti(claims.jti ?? randomUUID())
    .sign(worker.privateKey);
}

/** An event of a case by an actor, with the sample item's payload unless another is given. */
export function eventOf<T extends CaseEventType>(
  type: T,
  actor: Actor,
  about: { caseId: string; baseVersion?: number; originDivision?: string },
  payload: Payload<T> = samplePayloads[type],
): CaseEvent {
  return CaseEventSchema.parse({
    id: randomUUID(),
    caseId: about.caseId,
    baseVersion: about.baseVersion ?? 0,
    originDivision: about.originDivision ?? '230828101',
    actor,
    recordedAt: '2026-03-01T09:30:00+08:00',
    type,
    payload,
  });
}
