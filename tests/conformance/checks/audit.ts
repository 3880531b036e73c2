import { randomUUID } from 'node:crypto';
import type { AuditAct, AuditEntry, SignedAuditEntry } from '@shared/audit/auditEntry';
import { chainStart } from '@shared/sealing/signedEvent';
import type { Device } from '../client';
import { expectThat, type Check } from '../suite';
import { expectProblem } from './cases';

/** A journal of its own chain, as a device keeps it. */
function journalOf(device: Device, acts: readonly AuditAct[]): SignedAuditEntry[] {
  const { deviceId, credentialId } = device;
  const { accountId, name } = device.account;
  const entries: SignedAuditEntry[] = [];
  for (const [index, act] of acts.entries()) {
    const event: AuditEntry = { id: randomUUID(), at: new Date().toISOString(), accountId, name, act };
    const previousHash = entries.at(-1)?.hash ?? chainStart;
    entries.push(device.signBody({ event, deviceId, credentialId, sequence: index + 1, previousHash }));
  }
  return entries;
}

const acts: readonly AuditAct[] = [
  { what: 'signedIn', mode: 'online' },
  { what: 'revealed', mask: 'citizenId', place: '/cases' },
  { what: 'backedUp' },
  { what: 'signedOut' },
];

async function expectKept(device: Device, entries: readonly SignedAuditEntry[], upTo: number): Promise<void> {
  const { keptUpTo } = await device.call('audit', { entries });
  expectThat(keptUpTo === upTo, () => `kept up to ${String(keptUpTo)}, expected ${String(upTo)}`);
}

/** The audit journal 审计日志 that devices hand in. */
export const auditChecks: readonly Check[] = [
  {
    name: 'audit entries are kept however often they come, also in parts',
    run: async ({ first }) => {
      const journal = journalOf(first, acts);
      await expectKept(first, journal.slice(0, 2), 2);
      await expectKept(first, journal.slice(0, 2), 2);
      await expectKept(first, journal.slice(1), 4);
    },
  },
  {
    name: 'of audit entries all are kept up to the first that is not what its key has signed',
    run: async ({ second, stranger }) => {
      const [one, two, three, four] = journalOf(second, acts) as [
        SignedAuditEntry,
        SignedAuditEntry,
        SignedAuditEntry,
        SignedAuditEntry,
      ];
      const event: AuditEntry = { ...three.body.event, act: { what: 'restored' } };
      await expectKept(second, [one, two, { ...three, body: { ...three.body, event } }, four], 2);
      const { signature } = stranger.signBody(three.body);
      await expectKept(second, [two, { ...three, signature }], 2);
      await expectKept(second, [two, three, four], 4);
    },
  },
  {
    name: 'audit entries that say more than their shape are a badRequest, and nobody hands any in without a token',
    run: async ({ first }) => {
      const [entry] = journalOf(first, acts);
      if (!entry) throw new Error('a journal has entries');
      const event = { ...entry.body.event, applicantName: '李晓梅' };
      const talkative = { ...entry, body: { ...entry.body, event } };
      expectProblem(await first.send('audit', { entries: [talkative] }), 'badRequest');
      expectProblem(await first.send('audit', { entries: [entry] }, ''), 'unauthorised');
    },
  },
];
