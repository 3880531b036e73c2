import { describe, expect, it } from 'vitest';
import { clerk } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { describeEntry } from './attention';
import { createItemBook } from './itemBook';
import type { AttentionRecord, StoredEvent } from './records';
import { confirmed, pending, storedEvent } from './testing/storedEvents';

const items = createItemBook([sampleItem], []);
const amended = (address: string, place = confirmed(2)) =>
  storedEvent('application.amended', clerk, place, { form: { address } });

/** An event that its author made when he had seen version 1, refused over what touches the same. */
function refusedBehindFirst(): AttentionRecord {
  const { signed } = amended('东村', pending);
  const event = { ...signed.body.event, baseVersion: 1 };
  return {
    signed: { ...signed, body: { ...signed.body, event } },
    refusal: { kind: 'conflict', parts: ['form.address'], currentVersion: 2 },
    refusedAt: '2026-03-02T09:30:00+08:00',
    settled: false,
  };
}
const entryOf = (record: AttentionRecord, events: StoredEvent[]) =>
  describeEntry(record, undefined, events, items);
const idOf = ({ signed }: StoredEvent) => signed.body.event.id;

describe('an entry under Needs attention', () => {
  it('names what a clone of this PC did, and what stood before it', () => {
    const received = storedEvent('application.received', clerk, confirmed(1));
    const onClone = amended('西村');
    const entry = entryOf(refusedBehindFirst(), [received, onClone]);
    expect(entry.since).toEqual([idOf(onClone)]);
    expect(entry.before['address']).not.toBe('西村');
  });

  it('takes what this PC did before for known where somebody else touched the same', () => {
    const received = storedEvent('application.received', clerk, confirmed(1));
    const own = amended('西村');
    const others = amended('北村', confirmed(3));
    others.signed.body.deviceId = '20000000-0000-4000-8000-000000000002';
    const entry = entryOf(refusedBehindFirst(), [received, own, others]);
    expect(entry.since).toEqual([idOf(others)]);
    expect(entry.before['address']).toBe('西村');
  });
});
