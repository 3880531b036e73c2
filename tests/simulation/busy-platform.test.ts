import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SimulatedClock } from 'xstate';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { readStream } from '../../platform/cases/confirmed';
import { openTestPlatform, type TestPlatform } from '../../platform/testing/testPlatform';
import { fetchOver, newLine } from './network';
import { Office } from './office';

const { form, materials } = samplePayloads['application.received'];
const perMinute = 3;
const cases = 8;

let platform: TestPlatform;
let office: Office;
/** The device's clock for sync, and how far the time by which the platform counts has been moved on. */
let clock: SimulatedClock;
let ahead: number;
/** What pushes and pulls were answered with. */
let statuses: number[];

beforeEach(async () => {
  platform = await openTestPlatform({ requestsPerMinute: perMinute });
  const realNow = Date.now;
  ahead = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
  clock = new SimulatedClock();
  statuses = [];
  const open = fetchOver(newLine(), () => platform.app);
  const fetch: typeof open = async (url, init) => {
    const answer = await open(url, init);
    if (/\/v1\/(push|pull)/.test(url)) statuses.push(answer.status);
    return answer;
  };
  const who = { code: 'XLZ1-DEMO-0001', loginName: 'clerk.xianglan' };
  office = await Office.start(() => platform.app, who, undefined, [sampleItem], { fetch, store: { clock } });
});
afterEach(async () => {
  await office.end();
  await platform.close();
  vi.restoreAllMocks();
});

const soon = <T>(what: () => Promise<T>) => vi.waitFor(what, { timeout: 15_000, interval: 20 });
const refusals = () => statuses.filter((status) => status === 429).length;
const pass = (milliseconds: number) => {
  ahead += milliseconds;
  clock.increment(milliseconds);
};

describe('a platform that asks a device to wait', () => {
  it('is left alone for as long as it asks, and gets everything once afterwards', async () => {
    for (let count = 0; count < cases; count += 1) {
      const performed = await office.store.receive({ itemCode: sampleItem.code, form, materials }, []);
      expect(performed.kind).toBe('saved');
      // Each step wakes sync, so that the share of this minute is soon used up.
      await soon(async () => {
        const { kind, pending } = await office.store.syncStatus();
        expect(kind === 'busy' || (kind === 'live' && pending === 0)).toBe(true);
      });
    }
    const { kind, retryIn = 0, pending } = await office.store.syncStatus();
    expect(kind).toBe('busy');
    expect(pending).toBeGreaterThan(0);
    const before = refusals();
    expect(before).toBeGreaterThan(0);

    // As long as it rests nobody asks; a person's wish and new work would.
    pass(retryIn - 1000);
    expect((await office.store.syncStatus()).kind).toBe('busy');
    expect(refusals()).toBe(before);
    pass(1000);
    await soon(async () => {
      const status = await office.store.syncStatus();
      if (status.kind === 'busy') pass(status.retryIn ?? 0);
      expect(status).toMatchObject({ kind: 'live', pending: 0, attention: 0 });
    });
    const { events } = await readStream(platform.platform, { stream: '230828101', after: 0, limit: 500 });
    expect(events).toHaveLength(cases);
    expect(new Set(events.map(({ signed }) => signed.body.event.id)).size).toBe(cases);
    // One try for each step that woke it, not a circle.
    expect(before).toBeLessThanOrEqual(2 * cases);
  });
});
