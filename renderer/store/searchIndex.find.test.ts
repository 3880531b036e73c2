import { describe, expect, it } from 'vitest';
import type { StoredSummary } from './records';
import { namePinyin } from './namePinyin';
import { SearchIndex } from './searchIndex';
import { storedSummary } from './testing/summaries';

function indexOf(records: readonly StoredSummary[]) {
  const all = new Map<string, StoredSummary>();
  const index = new SearchIndex((caseId) => all.get(caseId));
  const put = (record: StoredSummary) => {
    all.set(record.summary.caseId, record);
    index.note(record.summary.caseId);
  };
  records.forEach(put);
  const build = () => index.build([...all.values()]);
  const numbers = (text: string, limit = 50) =>
    index.find(text, limit).map((id) => Number.parseInt(id.slice(-12), 16));
  return { put, numbers, build };
}

describe('search over names and numbers', () => {
  const { numbers } = indexOf([
    storedSummary(1),
    storedSummary(2, { applicantName: '阿依古丽·买买提', applicantMobile: '13911112222' }),
    storedSummary(3, { officialNumber: '23082810120260302000007K', applicantIdNumber: '110101199003070038' }),
  ]);

  it('finds a part of a name and its pinyin initials', () => {
    expect(numbers('晓梅')).toEqual([1, 3]);
    expect(numbers('LXM')).toEqual([1, 3]);
    expect(numbers('古丽·买')).toEqual([2]);
    expect(namePinyin('单晓')).toBe('shan xiao');
  });

  it('finds the whole pinyin of a name, or its beginning, with or without blanks', () => {
    expect(numbers('lixiaomei')).toEqual([1, 3]);
    expect(numbers('Li Xiao')).toEqual([1, 3]);
    expect(numbers('aygl')).toEqual([2]);
    expect(numbers('wangwu')).toEqual([]);
  });

  it('finds a part of an identity, phone or case number, written with or without hyphens', () => {
    expect(numbers('1111222')).toEqual([2]);
    expect(numbers('900307')).toEqual([3]);
    expect(numbers('000007k')).toEqual([3]);
    expect(numbers('暂230828101-0001-20260302-0002')).toEqual([2]);
  });

  it('never finds across two fields or two cases, nor everything for nothing', () => {
    expect(numbers('X138')).toEqual([]);
    expect(numbers(' ')).toEqual([]);
    expect(numbers('无此人')).toEqual([]);
  });

  it('finds each case once and the new text only, before and after the texts are built', () => {
    const many = Array.from({ length: 1200 }, (_, n) =>
      storedSummary(n, { applicantMobile: `137${String(n).padStart(8, '0')}` }),
    );
    const index = indexOf(many);
    expect(index.numbers('13700000777')).toEqual([777]);
    index.build();
    expect(index.numbers('13700000777')).toEqual([777]);
    index.put(storedSummary(777, { applicantMobile: '15900000001' }));
    expect(index.numbers('13700000777')).toEqual([]);
    expect(index.numbers('15900000001')).toEqual([777]);
    expect(index.numbers('230828', 5)).toHaveLength(5);
    expect(new Set(index.numbers('李', 2000)).size).toBe(1200);
  });
});
