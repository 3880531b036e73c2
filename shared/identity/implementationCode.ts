import { z } from 'zod';
import { checkCreditCode } from './creditCode';

/**
 * Level at which a power is exercised 行使层级, table A.2 of GB/T 39046-2020: 1 state, 2 province, 3 city, 4 county,
 * 5 township, 6 village, 7 several.
 */
export const ExerciseLevel = z.enum(['1', '2', '3', '4', '5', '6', '7']);
export type ExerciseLevel = z.infer<typeof ExerciseLevel>;

/** 基本编码: area (00 nationwide, 23 Heilongjiang), item type (table A.1), sector, main item, sub-item (000: none). */
export type BasicCodeParts = {
  area: string;
  itemType: string;
  sector: string;
  mainItem: string;
  subItem: string;
};

export type ImplementationCodeParts = {
  /** Unified credit code of the implementing body 实施主体. */
  creditCode: string;
  level: ExerciseLevel;
  /** 基本编码, twelve digits. */
  basicCode: string;
};

export type ParsedImplementationCode =
  | ({ kind: 'implementation'; basic: BasicCodeParts } & ImplementationCodeParts)
  | ({ kind: 'handlingItem'; basic: BasicCodeParts; handlingItem: number } & ImplementationCodeParts)
  | { kind: 'invalid'; reason: 'length' | 'creditCode' | 'level' | 'basicCode' | 'handlingItem' };

/** Table A.1 of GB/T 39046-2020. */
const itemTypes = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '20'];

/** The parts of a 基本编码; undefined where it has not twelve digits or names no item type of table A.1. */
export function basicCodeParts(code: string): BasicCodeParts | undefined {
  const found = /^(\d{2})(\d{2})(\d{2})(\d{3})(\d{3})$/.exec(code);
  if (found === null) return undefined;
  const [, area = '', itemType = '', sector = '', mainItem = '', subItem = ''] = found;
  return itemTypes.includes(itemType) ? { area, itemType, sector, mainItem, subItem } : undefined;
}

/**
 * Reads a 实施编码 (31 characters: credit code, level, 基本编码; GB/T 39554.1-2020) or a 业务办理项编码 (two digits more), and
 * checks every part. The lengths are those of the national platform's tables; GB/T 39046's older 24 are not taken.
 */
export function parseImplementationCode(text: string): ParsedImplementationCode {
  const code = text.trim().toUpperCase();
  if (code.length !== 31 && code.length !== 33) return { kind: 'invalid', reason: 'length' };
  const creditCode = code.slice(0, 18);
  if (checkCreditCode(creditCode).kind === 'invalid') return { kind: 'invalid', reason: 'creditCode' };
  const level = ExerciseLevel.safeParse(code[18]);
  if (!level.success) return { kind: 'invalid', reason: 'level' };
  const basicCode = code.slice(19, 31);
  const basic = basicCodeParts(basicCode);
  if (basic === undefined) return { kind: 'invalid', reason: 'basicCode' };
  const parts = { creditCode, level: level.data, basicCode, basic };
  if (code.length === 31) return { kind: 'implementation', ...parts };
  const suffix = code.slice(31);
  if (!/^\d{2}$/.test(suffix)) return { kind: 'invalid', reason: 'handlingItem' };
  return { kind: 'handlingItem', ...parts, handlingItem: Number(suffix) };
}

/** 实施编码 of 31 characters. Throws on a part that would not be read back. */
export function formatImplementationCode({ creditCode, level, basicCode }: ImplementationCodeParts): string {
  const code = `${creditCode}${level}${basicCode}`;
  const parsed = parseImplementationCode(code);
  if (parsed.kind !== 'implementation' || parsed.creditCode !== creditCode)
    throw new RangeError('parts that make no implementation code');
  return code;
}

/** 业务办理项编码 of 33 characters: the 实施编码 and a number 0 to 99. Throws on parts that would not be read back. */
export function formatHandlingItemCode(parts: ImplementationCodeParts, handlingItem: number): string {
  if (!Number.isInteger(handlingItem) || handlingItem < 0 || handlingItem > 99)
    throw new RangeError('not a whole number from 0 to 99');
  return `${formatImplementationCode(parts)}${String(handlingItem).padStart(2, '0')}`;
}
