import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SignedCalendar, signedText } from '@shared/calendar/signedCalendar';
import {
  importCalendar,
  noteRecomputed,
  readCalendarLog,
  readImportedCalendars,
  takeCalendars,
  type CalendarPlace,
} from './importedCalendars';

const key = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const publicKey = key.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const by = { name: '李晓梅', now: new Date('2026-11-23T02:00:00Z') };

const signed = (changes: Partial<SignedCalendar> = {}, privateKey: KeyObject = key.privateKey): string => {
  const unsigned: SignedCalendar = {
    calendar: {
      year: 2027,
      source: '国务院办公厅关于2027年部分节假日安排的通知',
      holidays: [{ date: '2027-01-01', name: '元旦' }],
      makeUpDays: [],
    },
    signedAt: '2026-11-20T00:00:00.000Z',
    signature: '',
    ...changes,
  };
  const signature = sign(null, Buffer.from(signedText(unsigned)), privateKey).toString('base64');
  return JSON.stringify({ ...unsigned, signature });
};

let place: CalendarPlace;
const reports: string[] = [];
const years = async () =>
  (await readImportedCalendars(place, (line) => reports.push(line))).map(({ year }) => year);

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'longjiang-calendar-'));
  place = { folder: join(folder, 'calendar'), keys: [publicKey], divisionCode: '230828101' };
  reports.length = 0;
});
afterEach(() => rm(join(place.folder, '..'), { recursive: true, force: true }));

describe('a calendar of a later year', () => {
  it('is taken in when a trusted key signed it, survives a restart and stands in the log', async () => {
    expect(await importCalendar(place, signed(), by)).toMatchObject({
      kind: 'imported',
      entry: { year: 2027 },
    });
    expect(await years()).toEqual([2027]);
    await noteRecomputed(place, by.now.toISOString(), 12);
    expect(await readCalendarLog(place)).toMatchObject([{ year: 2027, importedBy: '李晓梅', moved: 12 }]);
  });

  it('is refused, and changes nothing, where it is no calendar or nobody trusted stands behind it', async () => {
    const cases: [string, CalendarPlace, string][] = [
      ['notACalendar', place, '{}'],
      ['notACalendar', place, 'not json'],
      ['noTrustedKey', { ...place, keys: [] }, signed()],
      ['badSignature', place, signed({}, stranger.privateKey)],
      ['badSignature', place, signed().replace('元旦', '元宵')],
      ['badSignature', { ...place, keys: ['AAAA'] }, signed()],
      ['otherDivision', place, signed({ divisionCode: '230123' })],
    ];
    for (const [reason, where, text] of cases)
      expect(await importCalendar(where, text, by)).toEqual({ kind: 'refused', reason });
    expect(await years()).toEqual([]);
    expect(await readCalendarLog(place)).toEqual([]);
  });

  it('may be for a county, and reaches its townships', async () => {
    expect(await importCalendar(place, signed({ divisionCode: '230828' }), by)).toMatchObject({
      kind: 'imported',
    });
  });

  it('replaces an earlier one of its year whole, and is not replaced by it', async () => {
    await importCalendar(place, signed(), by);
    const later = signed({ signedAt: '2026-12-01T00:00:00.000Z' });
    expect(await importCalendar(place, later, by)).toMatchObject({ kind: 'imported' });
    expect(await importCalendar(place, signed(), by)).toEqual({ kind: 'refused', reason: 'older' });
    expect(await years()).toEqual([2027]);
  });

  it('no longer counts once its file was changed on the disk', async () => {
    await importCalendar(place, signed(), by);
    const file = join(place.folder, '2027.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('2027-01-01', '2027-01-02'));
    expect(await years()).toEqual([]);
    expect(reports).toEqual(['the imported calendar 2027.json is left out: badSignature']);
  });

  it('is taken in by itself when the platform hands it out, once, and only where this office trusts it', async () => {
    const handedOut = (text: string) => SignedCalendar.parse(JSON.parse(text));
    const county = { calendar: { year: 2028, source: '通知', holidays: [], makeUpDays: [] } };
    const all = [
      handedOut(signed()),
      handedOut(signed(county, stranger.privateKey)),
      handedOut(signed({ ...county, divisionCode: '230800' })),
    ];
    expect(await takeCalendars(place, all, by.now)).toMatchObject([{ year: 2027, importedBy: '平台' }]);
    expect(await years()).toEqual([2027]);
    expect(await takeCalendars(place, all, by.now)).toEqual([]);
    const amended = handedOut(signed({ signedAt: '2026-11-22T00:00:00.000Z' }));
    expect(await takeCalendars(place, [amended], by.now)).toMatchObject([{ year: 2027 }]);
    expect(await readCalendarLog(place)).toHaveLength(2);
  });
});
