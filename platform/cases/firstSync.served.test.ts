import { randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseHistory } from '@shared/protocol/caseHistories';
import { BlockSummaries, firstSyncPath, unpackFirstSync } from '@shared/protocol/firstSync';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';

const town = '230828101';
let office: TestPlatform;
let device: TestDevice;
let clerk: Worker;
const caseIds = Array.from({ length: 3 }, () => randomUUID());

const ask = (query: string) =>
  office.app.inject({
    method: 'GET',
    url: `${firstSyncPath}?${query}`,
    headers: { authorization: `Bearer ${clerk.accessToken}` },
  });
async function page(query: string) {
  const answer = await ask(query);
  const unpacked = unpackFirstSync(answer.rawPayload);
  if (!unpacked) throw new Error(`not a page: ${answer.statusCode}`);
  const read = (bytes: Uint8Array): unknown => JSON.parse(inflateRawSync(bytes).toString());
  return {
    head: unpacked.head,
    summaries: unpacked.blocks.flatMap(({ summaries }) => BlockSummaries.parse(read(summaries))),
    histories: unpacked.blocks.flatMap(({ histories }) =>
      (read(histories) as { cases: unknown[] }).cases.map((one) => CaseHistory.parse(one)),
    ),
  };
}

beforeAll(async () => {
  office = await openTestPlatform();
  device = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0001');
  clerk = await device.signIn('clerk.xianglan');
  for (const caseId of caseIds)
    await device.push(clerk, device.sign(clerk, eventOf('application.received', clerk.actor, { caseId })));
  const [caseId = ''] = caseIds;
  const accepted = eventOf('application.accepted', clerk.actor, { caseId, baseVersion: 1 });
  await device.push(clerk, device.sign(clerk, accepted));
});
afterAll(() => office.close());

describe('a first sync from the platform', () => {
  it('has every case once, with the events that the pull has and the summary of its last', async () => {
    const { head, summaries, histories } = await page(`stream=${town}`);
    const { epoch, events } = await device.pull(clerk, town);
    expect(head).toMatchObject({ epoch, stream: town, at: 4, next: 3, more: false, summaryForm: 1 });
    expect(histories.map((one) => one.caseId)).toEqual(caseIds);
    const pulled = caseIds.map((caseId) => ({
      caseId,
      events: events
        .filter(({ signed }) => signed.body.event.caseId === caseId)
        .map(({ stream: _, position: __, ...rest }) => rest),
    }));
    expect(histories).toEqual(pulled);
    expect(summaries.map(({ version }) => version)).toEqual([2, 1, 1]);
    expect(summaries[0]?.officialNumber).toBe(events[0]?.assigned.caseNumber);
  });

  it('makes the summary of a case from before it was kept', async () => {
    const before = await page(`stream=${town}`);
    await office.platform.db.updateTable('cases').set({ summary: null, summary_form: null }).execute();
    expect((await page(`stream=${town}`)).summaries).toEqual(before.summaries);
    const rows = await office.platform.db.selectFrom('cases').select('summary_form').execute();
    expect(rows.map((row) => row.summary_form)).toEqual([1, 1, 1]);
  });

  it('goes on behind a case, holds still at a position, and is of the own office alone', async () => {
    const behind = await page(`stream=${town}&after=1&at=2`);
    expect(behind.head).toMatchObject({ at: 2, next: 2, more: false });
    expect(behind.histories.map((one) => one.caseId)).toEqual(caseIds.slice(1, 2));
    expect((await ask('stream=230828102')).statusCode).toBe(403);
    expect((await ask(`stream=${town}&after=-1`)).statusCode).toBe(400);
    const empty = await page(`stream=${town}&after=3&at=3`);
    expect(empty.head).toMatchObject({ next: 3, more: false, blocks: [] });
  });
});
