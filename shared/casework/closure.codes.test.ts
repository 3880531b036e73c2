import { expect, it } from 'vitest';
import { closureOf } from './closure';
import { TerminationGround } from './event';
import type { ServiceItem } from '../catalogue/serviceItem';
import { emptyCase, type CaseState } from './caseState';
import { sampleItem } from './testing/sampleItem';

const done = { by: 'a', name: '甲', at: '2026-03-20T09:00:00+08:00' };
const granted = {
  ...done,
  kind: 'granted',
  opinion: '同意',
  content: '准予',
  decidedOn: '2026-03-20',
} as const;
const refused = { ...done, kind: 'refused', reason: '不符', basis: '办法', decidedOn: '2026-03-20' } as const;
const withoutCertificate = {};
const code = (facts: Partial<CaseState>, item: Pick<ServiceItem, 'certificate'> = sampleItem) =>
  closureOf(item, { ...emptyCase(sampleItem), ...facts });

it('is not settled before a case has ended', () => {
  expect(code({})).toBeUndefined();
});

it('is 0 where a certificate follows from the grant, 6 where none does or nothing is granted', () => {
  expect(code({ decision: granted })).toBe('0');
  expect(code({ decision: granted }, withoutCertificate)).toBe('6');
  expect(code({ decision: refused })).toBe('6');
});

it.each(
  Object.entries({
    returned: '1',
    voided: '2',
    forwarded: '4',
    supplementLapsed: '5',
    toleratedLapsed: '5',
    discontinued: '6',
  }),
)('is by its ground where a case was ended without a decision: %s is %s', (name, expected) => {
  const ground = TerminationGround.parse(name);
  expect(code({ terminated: { ...done, ground, reason: '依法' } })).toBe(expected);
});

it('is 1 where the application goes back: withdrawn, or never accepted', () => {
  expect(code({ withdrawn: { ...done, reason: '撤回' } })).toBe('1');
  expect(code({ notAccepted: { ...done, ground: 'noLicenceNeeded', reason: '不需要许可' } })).toBe('1');
});

it('is by what came last where a granted case was voided', () => {
  expect(code({ decision: granted, terminated: { ...done, ground: 'voided', reason: '误录' } })).toBe('2');
});
