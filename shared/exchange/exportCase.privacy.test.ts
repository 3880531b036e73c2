import { describe, expect, it } from 'vitest';
import { sampleItem } from '../casework/testing/sampleItem';
import { exportCase } from './exportCase';
import { agentId, agentMobile, applicantId, fullHistory } from './testing/fullHistory';
import { exchangeInput } from './testing/exchangeInput';
import { toCsv, toJson } from './writeTables';

const input = exchangeInput(sampleItem, fullHistory());
const personal = [
  applicantId,
  agentId,
  agentMobile,
  '买买提·阿卜杜拉',
  '李小河',
  // In an opinion, in a comment, in the name of a file.
  '张大山',
  '3组12号',
];

describe('an export', () => {
  it('shows nothing of a person unless it is asked to, in either form', () => {
    const masked = exportCase(input);
    const texts = [toJson(masked), ...masked.tables.map(toCsv)].join('\n');
    for (const text of personal) expect(texts).not.toContain(text);
    expect(masked.manifest.disclosure).toEqual({ kind: 'masked' });
    const accept = masked.tables.find(({ key }) => key === 'up_pro_accept')?.rows[0];
    expect(accept).toMatchObject({
      applyer_name: '买**·****',
      applyer_page_code: '230828********001X',
      contact_mobile: '139****5678',
    });
  });

  it('shows all where it is asked to, and keeps the reason', () => {
    const full = exportCase(input, { kind: 'full', reason: '省平台核对数据' });
    for (const text of personal) expect(toJson(full)).toContain(text);
    expect(full.manifest.disclosure).toEqual({ kind: 'full', reason: '省平台核对数据' });
  });

  it.each(['', '   ', '要'])('is refused in full for a reason that says nothing: "%s"', (reason) => {
    expect(() => exportCase(input, { kind: 'full', reason })).toThrow();
  });

  it('says what a mask does not hide: a provisional number, steps that are not confirmed', () => {
    const timeline = input.timeline.map((entry, index) =>
      index < 10 ? entry : { ...entry, version: undefined },
    );
    const { manifest } = exportCase({ ...input, timeline, caseNumber: undefined });
    expect(manifest).toMatchObject({
      number: '暂1',
      numberIsOfficial: false,
      unconfirmed: timeline.length - 10,
    });
  });
});
