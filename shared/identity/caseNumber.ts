import { PlainDate } from '../calendar/dates';
import { checkCharacter } from './checkCharacter';

/** Throws a number that would not be read back: a number once printed has to be found again. */
function padded(value: number, width: number): string {
  const most = 10 ** width - 1;
  if (!Number.isSafeInteger(value) || value < 1 || value > most)
    throw new RangeError(`not a whole number from 1 to ${most}`);
  return String(value).padStart(width, '0');
}

function divisionOf(code: string): string {
  if (!/^\d{6}(\d{3})?$/.test(code)) throw new RangeError('not a division code of 6 or 9 digits');
  return code;
}

const compact = (date: PlainDate) => date.replaceAll('-', '');
const dated = (text: string) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;

export type ProvisionalParts = {
  divisionCode: string;
  /** 1 to 9999. */
  deviceNumber: number;
  date: PlainDate;
  /** 1 upward, per device and day. */
  sequence: number;
};

/**
 * 暂编号, given offline: `暂230828101-0003-20261123-0007-Z`; the last character is ISO 7064 MOD 37,36 over what stands before it.
 * Throws on parts out of range.
 */
export function formatProvisionalNumber({
  divisionCode,
  deviceNumber,
  date,
  sequence,
}: ProvisionalParts): string {
  const body = `${divisionOf(divisionCode)}-${padded(deviceNumber, 4)}-${compact(date)}-${padded(sequence, 4)}`;
  return `暂${body}-${checkCharacter(body)}`;
}

/** 办件编号, given by the platform: division, date, six digits of sequence, check character. Throws on parts out of range. */
export function formatOfficialNumber(parts: {
  divisionCode: string;
  date: PlainDate;
  sequence: number;
}): string {
  const body = `${divisionOf(parts.divisionCode)}${compact(parts.date)}${padded(parts.sequence, 6)}`;
  return `${body}${checkCharacter(body)}`;
}

export type ParsedCaseNumber =
  | ({ kind: 'provisional' } & ProvisionalParts)
  | { kind: 'official'; divisionCode: string; date: PlainDate; sequence: number }
  | { kind: 'invalid'; reason: 'form' | 'date' | 'checkCharacter' };

/** Reads either kind of number back, also as an input method types it in full width, and checks it. */
export function parseCaseNumber(text: string): ParsedCaseNumber {
  const trimmed = text.normalize('NFKC').trim().toUpperCase();
  const provisional = /^暂((\d{9}|\d{6})-(\d{4})-(\d{8})-(\d{4}))-([0-9A-Z])$/.exec(trimmed);
  const official = /^((\d{9}|\d{6})(\d{8})(\d{6}))([0-9A-Z])$/.exec(trimmed);
  const body = provisional?.[1] ?? official?.[1];
  if (body === undefined) return { kind: 'invalid', reason: 'form' };
  if (checkCharacter(body) !== trimmed.at(-1)) return { kind: 'invalid', reason: 'checkCharacter' };
  const date = PlainDate.safeParse(dated((provisional?.[4] ?? official?.[3]) as string));
  if (!date.success) return { kind: 'invalid', reason: 'date' };
  const divisionCode = (provisional?.[2] ?? official?.[2]) as string;
  const sequence = Number(provisional?.[5] ?? official?.[4]);
  const deviceNumber = Number(provisional?.[3] ?? 1);
  // Counting begins with 1: a nought was never given.
  if (sequence < 1 || deviceNumber < 1) return { kind: 'invalid', reason: 'form' };
  const parts = { divisionCode, date: date.data, sequence };
  return provisional ? { kind: 'provisional', deviceNumber, ...parts } : { kind: 'official', ...parts };
}
