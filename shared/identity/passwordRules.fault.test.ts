import { expect, it } from 'vitest';
import { passwordFault } from './passwordRules';

const known = { loginName: 'clerk.one', current: 'Longjiang-2026' };

it.each([
  ['Longjiang-2027', undefined],
  ['三江平原的春天来得晚 5月', undefined],
  ['correct horse battery staple', undefined],
  ['Longjiang-2026', 'sameAsBefore'],
  ['Ｌongjiang-2026', 'sameAsBefore'],
  ['Ab1-', 'tooShort'],
  ['CLERK.ONE-2026', 'holdsLoginName'],
  ['Password-2026', 'tooCommon'],
  ['onlysmallones', 'tooSimple'],
  ['aaaaaaaaaaaaaaaaaaaa', 'tooSimple'],
])('%s: %s', (next, fault) => {
  expect(passwordFault(next, known)).toBe(fault);
});
