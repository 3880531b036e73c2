import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { MaterialRecord } from '@shared/casework/event';
import { readStream } from '../../platform/cases/confirmed';
import { openTestPlatform, type TestPlatform } from '../../platform/testing/testPlatform';
import type { Performed, StepCommand } from '../../renderer/store/storeApi';
import { fetchOver, newLine } from './network';
import { Office } from './office';

const { form, materials } = samplePayloads['application.received'];
const accept: StepCommand = { type: 'application.accepted', payload: { acceptedOn: '2026-03-02' } };
const amend: StepCommand = { type: 'application.amended', payload: { form: { address: '另一村' } } };

let platform: TestPlatform;
let office: Office;
/** Files that something on the way does not let through. */
let stuck: Set<string>;

beforeEach(async () => {
  platform = await openTestPlatform();
  stuck = new Set();
  const open = fetchOver(newLine(), () => platform.app);
  const fetch: typeof open = async (url, init) =>
    [...stuck].some((sha256) => JSON.stringify(init.headers).includes(Buffer.from(sha256).toString('base64')))
      ? new Response('<html>413</html>', { status: 413, headers: { 'content-type': 'text/html' } })
      : open(url, init);
  const delays = { poll: 40, backOff: 40, longWait: 200, filePause: 60 };
  const who = { code: 'XLZ1-DEMO-0001', loginName: 'clerk.xianglan' };
  office = await Office.start(() => platform.app, who, undefined, [sampleItem], { fetch, store: { delays } });
});
afterEach(async () => {
  await office.end();
  await platform.close();
});

/** Seals a scan on this device, as the intake page does, and names it under the first material. */
async function scanned(text: string): Promise<{ sha256: string; records: MaterialRecord[] }> {
  const bytes = new TextEncoder().encode(`%PDF-1.4 ${text}`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await office.open.files.materials.add({ bytes, kinds: ['application/pdf'], maxBytes: 1000 });
  const file = { sha256, name: 'scan.pdf', kind: 'application/pdf' as const, size: bytes.length };
  const records = materials.map((one, index) => (index === 0 ? { ...one, files: [file] } : one));
  return { sha256, records };
}
const receive = async (records: MaterialRecord[], then: StepCommand[] = []) => {
  const performed = await office.store.receive({ itemCode: sampleItem.code, form, materials: records }, then);
  return idOf(performed);
};
function idOf(performed: Performed): string {
  if (performed.kind !== 'saved') throw new Error(JSON.stringify(performed));
  return performed.caseId;
}
async function confirmed(): Promise<string[]> {
  const { events } = await readStream(platform.platform, { stream: '230828101', after: 0, limit: 500 });
  return events.map(({ signed: { body } }) => `${body.event.caseId} ${body.event.type}`);
}

describe('a file that does not get through', () => {
  it('holds up its own case alone; when it gets through, that case goes on in its order', async () => {
    const scan = await scanned('one');
    stuck.add(scan.sha256);
    const waits = await receive(scan.records, [accept]);
    const goesOn = await receive(materials, [accept]);
    idOf(await office.store.perform(waits, [amend]));
    const also = await receive((await scanned('two')).records);
    await vi.waitFor(
      async () =>
        expect(await confirmed()).toEqual([
          `${goesOn} application.received`,
          `${goesOn} application.accepted`,
          `${also} application.received`,
        ]),
      { timeout: 10_000, interval: 30 },
    );
    // The platform knows the places that are kept for the waiting steps, and nothing stands in anybody's stream.
    expect(await office.until(({ kind }) => kind === 'live')).toMatchObject({ pending: 3, attention: 0 });

    stuck.clear();
    await office.agree();
    expect((await confirmed()).slice(3)).toEqual([
      `${waits} application.received`,
      `${waits} application.accepted`,
      `${waits} application.amended`,
    ]);
    expect(await office.store.attention()).toEqual([]);
  });

  it('is tried again after a restart, and a step whose file is on no device goes on without it', async () => {
    const scan = await scanned('one');
    stuck.add(scan.sha256);
    await receive(scan.records);
    await receive(materials);
    await office.until(({ kind, pending }) => kind === 'live' && pending === 1);
    await office.restart();
    await office.until(({ kind, pending }) => kind === 'live' && pending === 1);
    stuck.clear();
    await office.agree();
    const nowhere = { sha256: 'ab'.repeat(32), name: 'gone.pdf', kind: 'application/pdf' as const, size: 9 };
    await receive(materials.map((one) => ({ ...one, files: [nowhere] })));
    await office.agree();
    expect(await confirmed()).toHaveLength(3);
  });
});
