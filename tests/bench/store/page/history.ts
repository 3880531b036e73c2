import { clerk, sampleEvent, samplePayloads } from '@shared/casework/testing/sampleEvents';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import { chainStart, hashBody } from '@shared/sealing/signedEvent';
import type { BenchCase } from './cases';

const otherDevice = '20000000-0000-4000-8000-000000000009';

/** What a platform sends of these cases: the receipt of each and, of every second, its acceptance, in the order of their days. */
export function makeHistory(cases: readonly BenchCase[], stream: string): ConfirmedEvent[] {
  let position = 0;
  const confirm = (event: ReturnType<typeof sampleEvent>, version: number): ConfirmedEvent => {
    position += 1;
    const body = {
      event,
      deviceId: otherDevice,
      credentialId: otherDevice,
      sequence: position,
      previousHash: chainStart,
    };
    const signed = { body, hash: hashBody(body), signature: `${'A'.repeat(86)}==` };
    const assigned = version === 1 ? { caseNumber: `23082810120260302${position}K` } : {};
    return {
      stream,
      position,
      version,
      acceptedAt: '2026-03-02T09:30:00+08:00',
      assigned,
      receipt: `${'A'.repeat(43)}=`,
      signed,
    };
  };
  return cases.flatMap(({ summary }, index) => {
    const { caseId, itemCode, itemVersion, provisionalNumber, receivedOn } = summary;
    const recordedAt = `${receivedOn}T09:30:00+08:00`;
    // The names that the bench's own items have, and those of the catalogue.
    const form = {
      applicantIdNumber: summary.applicantIdNumber,
      applicantMobile: summary.applicantMobile,
      applicantName: summary.applicantName,
      idNumber: summary.applicantIdNumber,
      mobile: summary.applicantMobile,
      address: `香兰镇第${index % 40}村第${index % 9}组`,
    };
    const payload = samplePayloads['application.received'];
    const received = sampleEvent('application.received', clerk, {
      ...payload,
      itemCode,
      itemVersion,
      provisionalNumber,
      form,
    });
    const receipt = confirm({ ...received, id: crypto.randomUUID(), caseId, recordedAt }, 1);
    if (index % 2 === 0) return [receipt];
    const accepted = sampleEvent('application.accepted', clerk, { acceptedOn: receivedOn });
    return [receipt, confirm({ ...accepted, id: crypto.randomUUID(), caseId, recordedAt }, 2)];
  });
}
