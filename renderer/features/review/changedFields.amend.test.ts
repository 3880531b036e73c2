import { expect, it } from 'vitest';
import { changedFields } from './changedFields';

it('records what changed, what was added and what was emptied, and nothing else', () => {
  const before = { name: '王秀兰', mobile: '13800000000', members: [{ name: '王强' }], income: 0 };
  const after = {
    name: '王秀兰',
    members: [{ name: '王强' }, { name: '王刚' }],
    income: 0,
    village: '庆丰村',
  };
  expect(changedFields(before, after)).toEqual({
    mobile: null,
    members: [{ name: '王强' }, { name: '王刚' }],
    village: '庆丰村',
  });
});
