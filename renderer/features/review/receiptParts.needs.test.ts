import { expect, it } from 'vitest';
import { DeliveryMethod } from '@shared/casework/event';
import { Receipt, receiptParts } from './receiptParts';

const gaps = (extra: object) => {
  const parsed = Receipt.safeParse({ recipient: '王秀兰', deliveredOn: '2026-03-20', ...extra });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path[0]);
};

it.each(DeliveryMethod.options)('asks for what a receipt of %s cannot do without', (method) => {
  expect(gaps({ method })).toEqual(receiptParts[method].needed);
  expect(receiptParts[method].asked).toEqual(expect.arrayContaining(receiptParts[method].needed));
});

it('wants two people to leave it at the address', () => {
  const left = { method: 'left', refusalReason: '拒绝签收', witnesses: ['村委会 赵刚'] };
  expect(gaps({ ...left, servers: ['李波', '李波'] })).toEqual(['servers']);
  expect(gaps({ ...left, servers: ['李波', '孙丽'] })).toEqual([]);
});
