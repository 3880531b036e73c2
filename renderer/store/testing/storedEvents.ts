import type { Actor, CaseEventType, Payload } from '@shared/casework/event';
import { sampleEvent, samplePayloads } from '@shared/casework/testing/sampleEvents';
import { chainStart, hashBody } from '@shared/sealing/signedEvent';
import type { Place, StoredEvent } from '../records';

export const epoch = '10000000-0000-4000-8000-000000000001';
export const earlierEpoch = '10000000-0000-4000-8000-000000000002';
const deviceId = '20000000-0000-4000-8000-000000000001';

let sequence = 0;

/** A stored event of the sample case; the signature is only of the right form, nothing here checks it. */
export function storedEvent<T extends CaseEventType>(
  type: T,
  actor: Actor,
  place: Place,
  payload: Payload<T> = samplePayloads[type],
): StoredEvent {
  sequence += 1;
  const event = sampleEvent(type, actor, payload);
  const body = { event, deviceId, credentialId: deviceId, sequence, previousHash: chainStart };
  return { signed: { body, hash: hashBody(body), signature: `${'A'.repeat(86)}==` }, place };
}

export const pending: Place = { kind: 'pending' };
export const confirmed = (version: number, at = epoch): Place => ({
  kind: 'confirmed',
  epoch: at,
  version,
  acceptedAt: '2026-03-02T09:30:00+08:00',
  assigned: {},
});
