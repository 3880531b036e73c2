import { PlainDate } from '../calendar/dates';
import { checkCharacter } from './checkCharacter';

const padded = (value: number, width: number) => String(value).padStart(width, '0');
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

/** 暂编号, given offline: `暂230828101-0003-20261123-0007-K`; the last character is ISO 7064 MOD 37,36. */
export function formatProvisionalNumber({
  divisionCode,
  deviceNumber,
  date,
  sequence,
}: ProvisionalParts): string {
  const body = `${divisionCode}-${padded(deviceNumber, 4)}-${compact(date)}-${padded(sequence, 4)}`;
  return `暂${body}-${checkCharacter(body)}`;
}

/** 办件编号, given by the platform: division, date, six digits of sequence, check character. */
export function formatOfficialNumber(parts: {
  divisionCode: string;
  date: PlainDate;
  sequence: number;
}): string {
  const body = `${parts.divisionCode}${compact(parts.date)}${padded(parts.sequence, 6)}`;
  return `${body}${checkCharacter(body)}`;
}

export type ParsedCaseNumber =
  | ({ kind: 'provisional' } & ProvisionalParts)
  | { kind: 'official'; divisionCode: string; date: PlainDate; sequence: number }
  | { kind: 'invalid'; reason: 'form' | 'date' | 'checkCharacter' };

/** Reads either kind of number back, and checks it. */
export function parseCaseNumber(text: string): ParsedCaseNumber {
  const trimmed = text.trim().toUpperCase();
  const provisional = /^暂((\d{9}|\d{6})-(\d{4})-(\d{8})-(\d{4,}))-([0-9A-Z])$/.exec(trimmed);
  const official = /^((\d{9}|\d{6})(\d{8})(\d{6}))([0-9A-Z])$/.exec(trimmed);
  const body = provisional?.[1] ?? official?.[1];
  if (body === undefined) return { kind: 'invalid', reason: 'form' };
  if (checkCharacter(body) !== trimmed.at(-1)) return { kind: 'invalid', reason: 'checkCharacter' };
  const date = PlainDate.safeParse(dated((provisional?.[4] ?? official?.[3]) as string));
  if (!date.success) return { kind: 'invalid', reason: 'date' };
  const divisionCode = (provisional?.[2] ?? official?.[2]) as string;
  if (provisional)
    return {
      kind: 'provisional',
      divisionCode,
      deviceNumber: Number(provisional[3]),
      date: date.data,
      sequence: Number(provisional[5]),
    };
  return { kind: 'official', divisionCode, date: date.data, sequence: Number(official?.[4]) };
}
