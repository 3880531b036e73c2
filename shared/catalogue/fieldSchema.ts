import { z } from 'zod';
import { PlainDate } from '../calendar/dates';
import { checkCitizenId, type CitizenIdCheck } from '../identity/citizenId';
import { checkCreditCode, type CreditCodeCheck } from '../identity/creditCode';
import { normaliseDivisionCode } from '../identity/divisions';
import {
  checkDisabilityCertificate,
  type DisabilityCertificateCheck,
} from '../identity/disabilityCertificate';
import { MobileNumber } from '../identity/mobile';
import type { SimpleField } from './field';
import { problemIssue, type FormMessageKey, type FormProblemParams } from './formProblem';

/** What one control holds when it is filled in. */
export type Filled = string | number | boolean;

const personName = { minimum: 2, maximum: 50 };
/** Most decimals of a quantity, e.g. hectares to the square metre. */
export const decimals = { money: 2, decimal: 4, integer: 0 } as const;

/** Characters as a person counts them: a 生僻字 outside the basic plane is one. */
const lengthOf = (text: string) => Array.from(text).length;

/** The dots that input methods offer between the parts of a name, written as the one of the identity card. */
const nameDots = /[\u2022\u2027\u22c5\u30fb\uff65]/g;

/**
 * Letters of all scripts, their marks, private-use characters (rare characters of older registers), and what stands
 * between the parts of a name.
 */
const nameCharacters = /^[\p{L}\p{M}\p{Nl}\p{Co}\u00b7 .'’-]+$/u;

type Verdict = { kind: 'fine' } | { kind: 'problem'; key: FormMessageKey; params?: FormProblemParams };
const fine: Verdict = { kind: 'fine' };
const wrong = (key: FormMessageKey, params?: FormProblemParams): Verdict =>
  params ? { kind: 'problem', key, params } : { kind: 'problem', key };

const judged = <T>(schema: z.ZodType<T>, judge: (value: T) => Verdict) =>
  schema.superRefine((value, context) => {
    const verdict = judge(value);
    if (verdict.kind === 'problem') context.addIssue(problemIssue(verdict.key, verdict.params));
  });

const trimmed = z.string().transform((text) => text.trim());

const judgeName = (name: string): Verdict => {
  const length = lengthOf(name);
  if (length < personName.minimum || length > personName.maximum)
    return wrong('form.personNameLength', personName);
  return nameCharacters.test(name) ? fine : wrong('form.personNameCharacters');
};

const citizenIdKeys = {
  length: 'form.citizenIdLength',
  characters: 'form.citizenIdCharacters',
  birthDate: 'form.citizenIdBirthDate',
  checkDigit: 'form.citizenIdCheckDigit',
} as const satisfies Record<Extract<CitizenIdCheck, { kind: 'invalid' }>['reason'], FormMessageKey>;

const judgeCitizenId = (number: string): Verdict => {
  const check = checkCitizenId(number);
  return check.kind === 'valid' ? fine : wrong(citizenIdKeys[check.reason]);
};

const creditCodeKeys = {
  length: 'form.creditCodeLength',
  characters: 'form.creditCodeCharacters',
  organisationCode: 'form.creditCodeOrganisation',
  checkDigit: 'form.creditCodeCheckDigit',
} as const satisfies Record<Extract<CreditCodeCheck, { kind: 'invalid' }>['reason'], FormMessageKey>;

const judgeCreditCode = (code: string): Verdict => {
  const check = checkCreditCode(code);
  return check.kind === 'valid' ? fine : wrong(creditCodeKeys[check.reason]);
};

const disabilityCertificateKeys = {
  length: 'form.disabilityCertificateLength',
  idNumber: 'form.disabilityCertificateIdNumber',
  category: 'form.disabilityCertificateGrade',
  level: 'form.disabilityCertificateGrade',
} as const satisfies Record<
  Extract<DisabilityCertificateCheck, { kind: 'invalid' }>['reason'],
  FormMessageKey
>;

const judgeDisabilityCertificate = (number: string): Verdict => {
  const check = checkDisabilityCertificate(number);
  return check.kind === 'valid' ? fine : wrong(disabilityCertificateKeys[check.reason]);
};

/** By shape only: lists of divisions age, and a code that was abolished since stays true on older papers. */
const judgeDivision = (level: 'county' | 'township', code: string): Verdict => {
  if (level === 'county') return /^23\d{4}$/.test(code) ? fine : wrong('form.divisionCounty');
  return /^23\d{7}$/.test(code) ? fine : wrong('form.divisionTownship');
};

function judgeNumber(field: SimpleField & { type: 'money' | 'integer' | 'decimal' }, value: number): Verdict {
  const places = decimals[field.type];
  if (value < field.minimum) return wrong('form.tooSmall', { minimum: field.minimum });
  if (field.maximum !== undefined && value > field.maximum)
    return wrong('form.tooLarge', { maximum: field.maximum });
  if (hasAtMost(places, value)) return fine;
  return places === 0 ? wrong('form.notWhole') : wrong('form.tooManyDecimals', { decimals: places });
}

/** By the shortest decimal text of the number, which is what was typed; multiplying would judge rounding errors. */
const hasAtMost = (places: number, value: number) => {
  if (Number.isInteger(value)) return true;
  const [digits = '', exponent = '0'] = String(value).split('e');
  return (digits.split('.')[1]?.length ?? 0) - Number(exponent) <= places;
};

/** Of each field the schema that was made last. */
const made = new WeakMap<SimpleField, { today: PlainDate | undefined; schema: z.ZodType<Filled> }>();

/**
 * The schema of one value that is filled in; what is not filled in never reaches it. Its issues carry keys
 * (`formProblem.ts`). `today` lets a date that may not lie in the future be judged; without it that is not judged,
 * because the workflow machine must say the same whenever it is asked.
 */
export function fieldSchema(field: SimpleField, today?: PlainDate): z.ZodType<Filled> {
  const known = made.get(field);
  if (known && known.today === today) return known.schema;
  const schema = makeSchema(field, today);
  made.set(field, { today, schema });
  return schema;
}

function makeSchema(field: SimpleField, today: PlainDate | undefined): z.ZodType<Filled> {
  switch (field.type) {
    case 'text':
    case 'longText':
      return judged(trimmed, (text) =>
        lengthOf(text) > field.maxLength ? wrong('form.tooLong', { maximum: field.maxLength }) : fine,
      );
    case 'personName':
      return judged(
        trimmed.transform((name) => name.replace(nameDots, '\u00b7')),
        judgeName,
      );
    case 'citizenId':
      return judged(
        trimmed.transform((number) => number.toUpperCase()),
        judgeCitizenId,
      );
    case 'mobile':
      return trimmed.transform((text, context) => {
        const number = MobileNumber.safeParse(text);
        if (number.success) return number.data;
        context.addIssue(problemIssue('form.mobile'));
        return z.NEVER;
      });
    case 'bankCard':
      return judged(
        trimmed.transform((digits) => digits.replace(/[\s-]/g, '')),
        (digits) => (/^\d{8,32}$/.test(digits) ? fine : wrong('form.bankCard')),
      );
    case 'creditCode':
      return judged(
        trimmed.transform((code) => code.toUpperCase()),
        judgeCreditCode,
      );
    case 'disabilityCertificate':
      return judged(
        trimmed.transform((number) => number.toUpperCase()),
        judgeDisabilityCertificate,
      );
    case 'division':
      return judged(trimmed.transform(normaliseDivisionCode), (code) => judgeDivision(field.level, code));
    case 'date':
      return judged(z.string(), (date) => {
        if (!PlainDate.safeParse(date).success) return wrong('form.date');
        const future = field.notAfterToday && today !== undefined && date > today;
        return future ? wrong('form.dateInFuture', { today }) : fine;
      });
    case 'money':
    case 'integer':
    case 'decimal':
      return judged(z.number(), (value) => judgeNumber(field, value));
    case 'choice':
      return judged(z.string(), (value) =>
        field.options.some((option) => option.value === value) ? fine : wrong('form.notAnOption'),
      );
    case 'yesNo':
      return z.boolean();
  }
}
