export type DocumentNumberParts = {
  /** 机关代字, e.g. 汤香民受. */
  organCode: string;
  year: number;
  /** 1 upward per organ and year; no leading zeros (GB/T 9704). */
  sequence: number;
};

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 1;

function checked(parts: DocumentNumberParts): DocumentNumberParts {
  if (!/^[^\s〔〕]+$/u.test(parts.organCode)) throw new RangeError('not the code of an organ');
  if (!/^\d{4}$/.test(String(parts.year))) throw new RangeError('not a year of four digits');
  if (!isCount(parts.sequence)) throw new RangeError('not a whole number from 1');
  return parts;
}

/** 文书编号 with the year in 六角括号: 汤香民受〔2026〕12号. Throws on parts that would not be read back. */
export function formatDocumentNumber(parts: DocumentNumberParts): string {
  const { organCode, year, sequence } = checked(parts);
  return `${organCode}〔${year}〕${sequence}号`;
}

/** A document number given offline, until the platform gives the official one: 汤香民受〔2026〕暂3-12号. */
export function formatProvisionalDocumentNumber(
  parts: DocumentNumberParts & { deviceNumber: number },
): string {
  const { organCode, year, sequence } = checked(parts);
  if (!isCount(parts.deviceNumber)) throw new RangeError('not the number of a device');
  return `${organCode}〔${year}〕暂${parts.deviceNumber}-${sequence}号`;
}

export type ParsedDocumentNumber =
  | ({ kind: 'official' } & DocumentNumberParts)
  | ({ kind: 'provisional'; deviceNumber: number } & DocumentNumberParts)
  | { kind: 'invalid'; reason: 'form' | 'leadingZero' };

/** The brackets that people type where the keyboard has no 六角括号. */
const typedBrackets = /[[（(【［](\d{4})[\]）)】］]/;
const shape = /^([^\s〔〕]+)〔(\d{4})〕(?:暂(\d+)-)?(\d+)号$/u;

/** Reads a 文书编号 back, also with the brackets that people type; GB/T 9704 writes no 第 and no leading zeros. */
export function parseDocumentNumber(text: string): ParsedDocumentNumber {
  const found = shape.exec(text.replace(/\s/g, '').replace(typedBrackets, '〔$1〕'));
  if (found === null) return { kind: 'invalid', reason: 'form' };
  const [, organCode = '', year = '', device, sequence = ''] = found;
  if (sequence.startsWith('0') || device?.startsWith('0')) return { kind: 'invalid', reason: 'leadingZero' };
  const parts = { organCode, year: Number(year), sequence: Number(sequence) };
  if (!isCount(parts.sequence)) return { kind: 'invalid', reason: 'form' };
  if (device === undefined) return { kind: 'official', ...parts };
  return { kind: 'provisional', deviceNumber: Number(device), ...parts };
}
