import type { CaseEvent, FormData } from '@shared/casework/event';
import { sampleEvent, samplePayloads, clerk } from '@shared/casework/testing/sampleEvents';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import { chainStart, hashBody } from '@shared/sealing/signedEvent';
import { epoch } from './storedEvents';

const otherDevice = '20000000-0000-4000-8000-000000000009';
const hex = (n: number, length: number) => n.toString(16).padStart(length, '0');

export const caseIdOf = (n: number) => `50000000-0000-4000-8000-${hex(n, 12)}`;

const confirm = (event: CaseEvent, position: number, version: number): ConfirmedEvent => {
  const body = {
    event,
    deviceId: otherDevice,
    credentialId: otherDevice,
    sequence: position,
    previousHash: chainStart,
  };
  const signed = { body, hash: hashBody(body), signature: `${'A'.repeat(86)}==` };
  const acceptedAt = '2026-03-02T09:30:00+08:00';
  return {
    stream: '230828101',
    position,
    version,
    acceptedAt,
    assigned: {},
    receipt: `${'A'.repeat(43)}=`,
    signed,
  };
};

/** What a platform would send of case `n`: its receipt. */
export function receipt(n: number, position: number, form: FormData = {}): ConfirmedEvent {
  const payload = samplePayloads['application.received'];
  const event = sampleEvent('application.received', clerk, {
    ...payload,
    provisionalNumber: `暂230828101-0001-20260302-${String(n).padStart(4, '0')}-0`,
    form: { ...payload.form, ...form },
  });
  return confirm({ ...event, id: `60000000-0000-4000-8000-${hex(n, 12)}`, caseId: caseIdOf(n) }, position, 1);
}

/** Its acceptance, the second thing that happened. */
export function acceptance(n: number, position: number): ConfirmedEvent {
  const event = sampleEvent('application.accepted', clerk);
  return confirm({ ...event, id: `70000000-0000-4000-8000-${hex(n, 12)}`, caseId: caseIdOf(n) }, position, 2);
}

export const pullAnswer = (events: ConfirmedEvent[]) => ({
  epoch,
  events,
  more: false,
  head: events.at(-1)?.position ?? 0,
});
