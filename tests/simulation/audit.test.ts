import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { SignedAuditEntry } from '@shared/audit/auditEntry';
import { waitingActs } from '../../electron/capabilities/audit/waitingActs';
import { openTestPlatform, type TestPlatform } from '../../platform/testing/testPlatform';
import { Office } from './office';

const { form, materials } = samplePayloads['application.received'];
const intake = { itemCode: sampleItem.code, form, materials };

let platform: TestPlatform;
let town: Office;
beforeEach(async () => {
  platform = await openTestPlatform();
  town = await Office.start(() => platform.app, { code: 'XLZ1-DEMO-0001', loginName: 'clerk.xianglan' });
});
afterEach(async () => {
  await town.end();
  await platform.close();
});

const kept = () => platform.platform.db.selectFrom('audit_entries').selectAll().orderBy('sequence').execute();

describe('the audit journal', () => {
  it('reaches the platform as it was signed, once, with no personal data in the open on the disk', async () => {
    const { audit } = town.open;
    await audit.note({ what: 'signedIn', mode: 'online' });
    await audit.note({ what: 'revealed', mask: 'citizenId', place: '/cases/1' });
    await audit.upload();
    await audit.upload();
    const rows = await kept();
    expect(rows.map(({ what }) => what)).toEqual(['signedIn', 'revealed']);
    const first = JSON.parse(rows[0]?.body ?? '') as SignedAuditEntry['body'];
    expect(first.event.accountId).toBe(town.open.session.account.accountId);
    expect((await audit.latest(10)).map(({ act }) => act.what)).toEqual(['revealed', 'signedIn']);
    expect(await audit.check(0, 100)).toEqual({ kind: 'holds', next: 2, last: 2 });
    for (const name of await readdir(join(town.folder, 'audit'))) {
      const bytes = await readFile(join(town.folder, 'audit', name));
      expect(bytes.includes(town.open.session.account.name)).toBe(false);
    }
  });

  it('is sent along with the daily work, and later where the network was away', async () => {
    town.line.state = 'cut';
    await town.open.audit.note({ what: 'signedOut' });
    await town.open.audit.upload();
    expect(await kept()).toEqual([]);
    town.line.state = 'up';
    await town.closeStore();
    await town.openStore();
    await town.store.receive(intake, []);
    await vi.waitFor(async () => expect(await kept()).toHaveLength(1), { timeout: 10_000 });
  });

  it('is refused by the platform from the first entry on that nobody of that device has signed', async () => {
    const { audit, platform: line } = town.open;
    // Watched from the start: the daily work may send some of them first.
    const call = vi.spyOn(line, 'call');
    for (let n = 0; n < 3; n += 1) await audit.note({ what: 'signedOut' });
    await audit.upload();
    const entries = call.mock.calls.flatMap(([name, request]) =>
      name === 'audit' ? (request as { entries: SignedAuditEntry[] }).entries : [],
    );
    const sent = [...new Map(entries.map((entry) => [entry.body.sequence, entry])).values()];
    call.mockRestore();
    await platform.platform.db.deleteFrom('audit_entries').execute();
    const [first, second, third] = sent;
    if (!first || !second || !third) throw new Error('three were sent');
    const forged = { ...second, body: { ...second.body, event: { ...second.body.event, name: '别人' } } };
    const answer = await line.call('audit', { entries: [first, forged, third] });
    expect(answer).toMatchObject({ kind: 'answer', answer: { keptUpTo: 1 } });
    expect(await kept()).toHaveLength(1);
  });

  it('does not stop the work where it is damaged, and says where', async () => {
    const { open } = town;
    await open.audit.note({ what: 'signedOut' });
    await open.audit.close();
    const folder = join(town.folder, 'audit');
    const { openAudit } = await import('../../electron/capabilities/audit/audit');
    const segment = join(folder, '00000001.ljl');
    const bytes = await readFile(segment);
    bytes[60] = (bytes[60] ?? 0) ^ 1;
    await rm(segment);
    await appendFile(segment, bytes);
    const signer = {
      deviceId: open.session.device.deviceId,
      credentialId: open.session.credentialId,
      signingKey: open.signingKey,
    };
    const keys = { dataKey: open.dataKey, verifyingKeyOf: () => undefined };
    const audit = await openAudit(folder, {
      keys,
      signer,
      account: open.session.account,
      platform: open.platform,
    });
    expect(await audit.check(0, 10)).toMatchObject({ kind: 'damaged', segment: '00000001.ljl', offset: 0 });
    expect(await audit.note({ what: 'signedOut' })).toBe(false);
    expect((await readFile(segment)).equals(bytes)).toBe(true);
  });

  it('takes in failed sign-ins with the next one that works, and forgets none before', async () => {
    const failures = waitingActs(town.folder);
    const failure = {
      what: 'signInFailed',
      loginName: 'clerk.xianglan',
      reason: 'wrongPassword',
      at: '2026-03-02T01:00:00.000Z',
    } as const;
    await failures.note(failure);
    await failures.handOver(() => Promise.resolve(false));
    const taken: unknown[] = [];
    await failures.handOver((found) => Promise.resolve(taken.push(...found) > 0));
    await failures.handOver((found) => Promise.resolve(taken.push(...found) > 0));
    expect(taken).toEqual([failure]);
  });
});
