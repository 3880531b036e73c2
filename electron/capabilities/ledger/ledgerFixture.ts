import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseEvent } from '@shared/casework/event';
import { newSigningSeed, publicKeyText, signingKeyOf, verifyingKeyOf } from '../../sealing/signingKey';
import type { LedgerKeys, Signer } from './entry';
import { openLedger, type Ledger } from './ledger';

/** For tests: a signer and the keys that check it. */
export function someKeys(): { keys: LedgerKeys; signer: Signer } {
  const signingKey = signingKeyOf(newSigningSeed());
  const signer: Signer = { deviceId: randomUUID(), credentialId: randomUUID(), signingKey };
  const verifying = verifyingKeyOf(publicKeyText(signingKey));
  const verifyingKeyOfSigner = (id: string) => (id === signer.credentialId ? verifying : undefined);
  return { keys: { dataKey: randomBytes(32), verifyingKeyOf: verifyingKeyOfSigner }, signer };
}

/** For tests: an event whose size is about that of a step with an opinion. */
export const someEvent = (note = '办结'): CaseEvent => ({
  id: randomUUID(),
  caseId: randomUUID(),
  baseVersion: 0,
  originDivision: '230828101',
  actor: { accountId: randomUUID(), name: '甲', roles: ['windowClerk'], divisionCode: '230828101' },
  recordedAt: '2026-03-02T09:00:00+08:00',
  type: 'case.closed',
  payload: { note },
});

export const someFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'ledger-'));

/** Opens a ledger that is expected to be whole. */
export async function openWhole(...given: Parameters<typeof openLedger>): Promise<Ledger> {
  const opened = await openLedger(...given);
  if (opened.kind !== 'open')
    throw new Error(`damaged: ${opened.segment} at ${opened.offset}, ${opened.fault}`);
  return opened.ledger;
}
