import { describe, expect, it } from 'vitest';
import { clerk, examiner } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { foldCase } from './foldCase';
import { createItemBook } from './itemBook';
import type { StoredEvent } from './records';
import { confirmed, earlierEpoch, epoch, pending, storedEvent } from './testing/storedEvents';

const items = createItemBook([sampleItem], []);

function fold(events: readonly StoredEvent[]) {
  const folded = foldCase(events, items, epoch);
  if (folded.kind !== 'folded') throw new Error(folded.kind);
  return folded;
}

describe('a case folded from what is history and what is not yet', () => {
  it('puts own waiting events behind history, however late they come to know of it', () => {
    const received = storedEvent('application.received', clerk, confirmed(1));
    const mine = storedEvent('application.amended', clerk, pending, { form: { address: '东村' } });
    const theirs = storedEvent('application.amended', clerk, confirmed(2), { form: { address: '西村' } });
    const folded = fold([mine, received, theirs]);
    expect(folded.timeline).toEqual([received, theirs, mine]);
    expect(folded.facts.form['address']).toBe('东村');
    expect(folded).toMatchObject({ version: 2, pending: 1 });
  });

  it('lets a refused event change nothing', () => {
    const received = storedEvent('application.received', clerk, confirmed(1));
    const refused = storedEvent('application.accepted', clerk, {
      kind: 'refused',
      refusal: { kind: 'notAuthorised' },
      refusedAt: '2026-03-02T09:30:00+08:00',
    });
    expect(fold([received, refused])).toMatchObject({ state: 'received', pending: 0 });
    expect(fold([received, refused]).timeline).toContain(refused);
  });

  it('lets a waiting event that no longer fits wait, and shows the rest', () => {
    const received = storedEvent('application.received', clerk, confirmed(1));
    const withdrawn = storedEvent('application.withdrawn', clerk, confirmed(2));
    const late = storedEvent('application.accepted', clerk, pending);
    expect(fold([received, late, withdrawn])).toMatchObject({ state: 'withdrawn', pending: 1 });
  });

  it('does not count history behind a gap', () => {
    const received = storedEvent('application.received', clerk, confirmed(1));
    const third = storedEvent('stage.completed', examiner, confirmed(3));
    expect(fold([received, third])).toMatchObject({ state: 'received', version: 1 });
  });

  it('takes as history what the platform took, even against the rules of this program', () => {
    const received = storedEvent('application.received', clerk, confirmed(1));
    const accepted = storedEvent('application.accepted', examiner, confirmed(2));
    expect(fold([received, accepted]).state).toBe('stage_examination');
  });

  it('keeps what an earlier epoch had confirmed until the present one brings it again', () => {
    const received = storedEvent('application.received', clerk, confirmed(1, earlierEpoch));
    const accepted = storedEvent('application.accepted', clerk, confirmed(2, earlierEpoch));
    expect(fold([received, accepted])).toMatchObject({ state: 'stage_examination', version: 0 });
    const again = { ...received, place: confirmed(1) };
    expect(fold([again, accepted])).toMatchObject({ state: 'stage_examination', version: 1 });
  });

  it('says what is missing where there is no receipt or no definition', () => {
    const accepted = storedEvent('application.accepted', clerk, pending);
    expect(foldCase([accepted], items, epoch)).toEqual({ kind: 'noReceipt' });
    const received = storedEvent('application.received', clerk, pending);
    expect(foldCase([received], createItemBook([], []), epoch)).toMatchObject({ kind: 'unknownItem' });
  });
});
