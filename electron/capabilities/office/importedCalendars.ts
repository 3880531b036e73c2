import { createPublicKey, verify } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { CalendarYear } from '@shared/calendar/calendarData';
import { CalendarImport, SignedCalendar, signedText } from '@shared/calendar/signedCalendar';
import { isDiskFull, readIfPresent, writeDurably } from '../../files/durableFile';
import { readJsonFiles } from './resourceFolder';

/** Where imported years lie, which keys this office trusts, and which office it is. */
export type CalendarPlace = {
  /** Folder in the user's data; one file a year, and the log of imports. */
  folder: string;
  /** Trusted public keys: Ed25519, SPKI, base64. */
  keys: readonly string[];
  divisionCode: string | undefined;
};

export type CalendarRefusal = 'notACalendar' | 'noTrustedKey' | 'badSignature' | 'otherDivision' | 'older';
export type CalendarImported =
  | { kind: 'imported'; entry: CalendarImport }
  | { kind: 'refused'; reason: CalendarRefusal }
  | { kind: 'diskFull' };

/** Who took a year in that the platform handed out. */
const byPlatform = '平台';

const yearFile = ({ folder }: CalendarPlace, year: number) => join(folder, `${year}.json`);
const logFile = ({ folder }: CalendarPlace) => join(folder, 'log', 'imports.json');

/** Whether one of the trusted keys signed this; a key that cannot be read trusts nobody. */
function isTrusted({ keys }: CalendarPlace, signed: SignedCalendar): boolean {
  const text = Buffer.from(signedText(signed));
  const signature = Buffer.from(signed.signature, 'base64');
  return keys.some((key) => {
    try {
      const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
      return verify(null, text, publicKey, signature);
    } catch {
      return false;
    }
  });
}

function parseSigned(text: string): SignedCalendar | undefined {
  try {
    return SignedCalendar.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function judge(place: CalendarPlace, text: string): SignedCalendar | CalendarRefusal {
  const signed = parseSigned(text);
  if (!signed) return 'notACalendar';
  if (place.keys.length === 0) return 'noTrustedKey';
  if (!isTrusted(place, signed)) return 'badSignature';
  const { divisionCode } = signed;
  const isOurs = divisionCode === undefined || place.divisionCode?.startsWith(divisionCode) === true;
  return isOurs ? signed : 'otherDivision';
}

/** The imported years that still hold up: signature and office are checked each time, because a file can be changed. */
export async function readImportedCalendars(
  place: CalendarPlace,
  report: (message: string) => void,
): Promise<CalendarYear[]> {
  const years: CalendarYear[] = [];
  for (const { file, text } of await readJsonFiles(place.folder)) {
    const judged = judge(place, text);
    if (typeof judged === 'string') report(`the imported calendar ${file} is left out: ${judged}`);
    else years.push(judged.calendar);
  }
  return years;
}

const Log = z.array(CalendarImport);

/** The imports so far, the latest first. */
export async function readCalendarLog(place: CalendarPlace): Promise<CalendarImport[]> {
  const text = await readIfPresent(logFile(place));
  const parsed = text && Log.safeParse(JSON.parse(text.toString('utf8')));
  return parsed?.success ? parsed.data : [];
}

/** Takes a signed year in. Nothing changes unless it is refused for no reason; what it replaces is replaced whole. */
export async function importCalendar(
  place: CalendarPlace,
  text: string,
  by: { name: string; now: Date },
): Promise<CalendarImported> {
  const signed = judge(place, text);
  if (typeof signed === 'string') return { kind: 'refused', reason: signed };
  const path = yearFile(place, signed.calendar.year);
  const before = parseSigned((await readIfPresent(path))?.toString('utf8') ?? '');
  if (before && Date.parse(before.signedAt) > Date.parse(signed.signedAt))
    return { kind: 'refused', reason: 'older' };
  const { year, source } = signed.calendar;
  const entry: CalendarImport = {
    year,
    source,
    signedAt: signed.signedAt,
    importedAt: by.now.toISOString(),
    importedBy: by.name,
  };
  try {
    await writeDurably(path, text);
    await writeLog(place, [entry, ...(await readCalendarLog(place))]);
  } catch (error) {
    if (isDiskFull(error)) return { kind: 'diskFull' };
    throw error;
  }
  return { kind: 'imported', entry };
}

/**
 * Takes in what the platform hands out: each year that this office trusts and that is newer than the one it has. The platform only
 * carries them; what it carries unsigned, for another office or again is left.
 */
export async function takeCalendars(
  place: CalendarPlace,
  handedOut: readonly SignedCalendar[],
  now: Date,
): Promise<CalendarImport[]> {
  const taken: CalendarImport[] = [];
  for (const signed of handedOut) {
    const kept = await readIfPresent(yearFile(place, signed.calendar.year));
    const before = parseSigned(kept?.toString('utf8') ?? '');
    if (before && Date.parse(before.signedAt) >= Date.parse(signed.signedAt)) continue;
    const imported = await importCalendar(place, JSON.stringify(signed), { name: byPlatform, now });
    if (imported.kind === 'imported') taken.push(imported.entry);
  }
  return taken;
}

const writeLog = (place: CalendarPlace, entries: readonly CalendarImport[]) =>
  writeDurably(logFile(place), JSON.stringify(entries, null, 2));

/** Notes how many due dates moved when the clocks were computed anew after an import. */
export async function noteRecomputed(place: CalendarPlace, importedAt: string, moved: number): Promise<void> {
  const entries = await readCalendarLog(place);
  await writeLog(
    place,
    entries.map((entry) => (entry.importedAt === importedAt ? { ...entry, moved } : entry)),
  );
}
