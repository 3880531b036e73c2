import { describe, expect, it } from 'vitest';
import type { CaseState } from '../casework/caseState';
import { deliveryPart } from './serving';

type Delivery = NonNullable<CaseState['delivery']>;
const served = (delivery: Partial<Delivery>) => deliveryPart({ delivery } as CaseState);

describe('the delivery receipt', () => {
  it('records why service was refused, who saw it and both servers', () => {
    const part = served({
      method: 'left',
      place: '香兰镇永发村',
      refusalReason: '拒绝签收',
      witnesses: ['赵一'],
      servers: ['钱二', '孙三'],
    });
    expect(part).toMatchObject({
      place: '香兰镇永发村',
      refusalReason: '拒绝签收',
      witnesses: '赵一',
      servers: '钱二、孙三',
    });
    expect(part.methods.filter(({ chosen }) => chosen)).toEqual([{ label: '留置送达', chosen: true }]);
  });

  it('carries the tracking number of service by post', () => {
    expect(served({ method: 'post', trackingNumber: 'EX123' }).trackingNumber).toBe('EX123');
  });

  it('leaves everything to the hand before service is recorded', () => {
    const { methods, ...rest } = deliveryPart({ delivery: undefined } as CaseState);
    expect(methods.some(({ chosen }) => chosen)).toBe(false);
    expect(new Set(Object.values(rest))).toEqual(new Set(['']));
  });
});
