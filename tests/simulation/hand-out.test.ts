import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signedText, type SignedCalendar } from '@shared/calendar/signedCalendar';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { publishCalendar } from '../../platform/catalogue/published';
import { openCatalogue } from '../../platform/catalogue/versions';
import { openTestPlatform, type TestPlatform } from '../../platform/testing/testPlatform';
import type { StoreChange } from '../../renderer/store/storeApi';
import { Office } from './office';
import { receiptOf } from './stick';

const calendarKey = generateKeyPairSync('ed25519');
function signedCalendar(year: number): SignedCalendar {
  const unsigned = {
    calendar: { year, source: '国务院办公厅通知', holidays: [], makeUpDays: [] },
    signedAt: '2026-11-20T00:00:00.000Z',
    signature: '',
  };
  const signature = sign(null, Buffer.from(signedText(unsigned)), calendarKey.privateKey).toString('base64');
  return { ...unsigned, signature };
}

let platform: TestPlatform;
let county: Office;
let town: Office;
let stick: string;

beforeAll(async () => {
  stick = await mkdtemp(join(tmpdir(), 'longjiang-stick-'));
  platform = await openTestPlatform();
  county = await Office.start(() => platform.app, { code: 'TYX1-DEMO-0001', loginName: 'supervisor.county' });
  await county.ferry.meet(county.open);
  const clerk = { code: 'XLZ1-DEMO-0001', loginName: 'clerk.xianglan' };
  const calendarKeys = [calendarKey.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')];
  town = await Office.start(() => platform.app, clerk, undefined, undefined, { calendarKeys });
  await town.ferry.meet(town.open);
  await town.agree();
  town.line.state = 'cut';
  await town.until(({ kind }) => kind === 'offline');
});
afterAll(async () => {
  await town.end();
  await county.end();
  await platform.close();
  await rm(stick, { recursive: true, force: true });
});

/** Out on the stick, to the county, back with the receipts. */
async function roundTrip(): Promise<string[]> {
  const carried = await county.carry(await town.ferryOut(stick));
  const receipts = carried.map((one) => receiptOf(stick, one));
  expect(receipts).toHaveLength(1);
  await town.ferryIn(receipts);
  return receipts;
}

it('hands service items and days off to an office without a network, and an older word changes nothing', async () => {
  const { platform: at, folder } = platform;
  const inForce = async () =>
    (await town.catalogue.read()).items.map(({ version, enabled }) => [version, enabled]);
  const told: StoreChange[] = [];
  await town.store.subscribe((change) => told.push(change));
  const heard = (kind: StoreChange['kind']) => town.until(() => told.some((change) => change.kind === kind));

  await publishCalendar(at.db, signedCalendar(2027), new Date());
  const first = await roundTrip();
  expect(await inForce()).toEqual([[1, true]]);
  expect((await town.calendars.years()).map(({ year }) => year)).toEqual([2027]);
  await heard('calendar');

  const raised = join(folder, 'catalogue-raised');
  await mkdir(raised);
  await writeFile(join(raised, 'TST.json'), JSON.stringify({ ...sampleItem, version: 2 }));
  Object.assign(at, { catalogue: await openCatalogue(at.db, raised) });
  told.length = 0;
  await roundTrip();
  const both = [
    [1, false],
    [2, true],
  ];
  expect(await inForce()).toEqual(both);
  await heard('catalogue');
  await town.ferryIn(first);
  expect(await inForce()).toEqual(both);
});
