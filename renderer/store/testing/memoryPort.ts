import type { Session } from '@shared/bridge/session';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import type { MainPort } from '../mainPort';

export const session: Session = {
  account: {
    accountId: '40000000-0000-4000-8000-000000000001',
    loginName: 'clerk',
    name: '甲',
    roles: ['windowClerk'],
    divisionCode: '230828101',
    divisionName: '样镇',
    delegations: [],
  },
  credentialId: '40000000-0000-4000-8000-000000000002',
  device: {
    deviceId: '40000000-0000-4000-8000-000000000003',
    deviceNumber: 1,
    deviceName: '1号窗口',
    divisionCode: '230828101',
    divisionName: '样镇',
    streams: ['230828101'],
    platformUrl: 'http://127.0.0.1:1',
  },
};

/** Keys for tests; each open of the store gets a copy, because the store overwrites what it was given. */
export const dataKey = () => new Uint8Array(32).fill(7);
export const dataKeys = () => [{ number: 1, key: dataKey() }];

/** Main as a store sees it that only opens: who is signed in, and what the ledger holds. */
export function memoryPort(ledger: readonly SignedEvent[] = [], keys = dataKeys): MainPort {
  const answers: Record<string, (input: { after?: number; limit?: number }) => unknown> = {
    'session.open': () => ({ keys: keys(), session }),
    'ledger.read': ({ after = 0, limit = 500 }) => ({
      events: ledger.filter(({ body }) => body.sequence > after).slice(0, limit),
      last: ledger.length,
    }),
  };
  return {
    call: (channel, input) => Promise.resolve(answers[channel]?.(input as object) as never),
    onNews: () => undefined,
    clockAhead: () => undefined,
    close: () => undefined,
  };
}
