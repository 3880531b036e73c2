import type { CaseSummary } from '@shared/casework/summary';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { namePinyin } from '../namePinyin';
import type { StoredSummary } from '../records';

/** A summary as the store keeps it; `n` makes it another case. */
export function storedSummary(n: number, changes: Partial<CaseSummary> = {}): StoredSummary {
  const summary: CaseSummary = {
    caseId: `30000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    itemCode: sampleItem.code,
    itemVersion: sampleItem.version,
    provisionalNumber: `暂230828101-0001-20260302-${String(n).padStart(4, '0')}-0`,
    applicantName: '李晓梅',
    applicantIdNumber: '23082819000101001X',
    applicantMobile: '13800001234',
    originDivision: '230828101',
    state: 'received',
    turn: { role: 'windowClerk', level: 'township' },
    receivedOn: '2026-03-02',
    extensionDays: 0,
    marks: [],
    pauses: [],
    lastActor: '甲',
    lastChangeAt: '2026-03-02T01:30:00.000Z',
    version: 1,
    pending: 0,
    ...changes,
  };
  return { summary, pinyin: namePinyin(summary.applicantName) };
}
