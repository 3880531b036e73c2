import type { OfficeLevel, ServiceItem } from '../catalogue/serviceItem';
import type { CaseState } from '../casework/caseState';
import { certificateTypeOf } from '../identity/certificateType';
import { checkCitizenId } from '../identity/citizenId';
import { checkCreditCode } from '../identity/creditCode';
import type { ExchangeInput, Organ } from './input';

/** What the applicant's part of the form says; undefined where nothing is filled in. */
export function applicantPart(
  { item, facts }: { item: ServiceItem; facts: CaseState },
  part: keyof ServiceItem['applicant'],
): string | undefined {
  const value = facts.form[item.applicant[part]];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** 证件类型 of a number (GA/T 2000.156); undefined where the number does not say it beyond doubt. */
export const certificateKindOf = (number: string | undefined): string | undefined =>
  number === undefined ? undefined : certificateTypeOf(number);

/** First characters of a unified credit code (GB 32100) -> table A.4. */
const objectOfPrefix: readonly (readonly [string, string])[] = [
  ['11', '5'],
  ['12', '3'],
  ['5', '4'],
  ['91', '2'],
];

/** 服务对象 (table A.4) by the number under which the applicant is known: a person's, or an organisation's. */
export function serviceObjectOf(number: string | undefined): string | undefined {
  if (number === undefined) return undefined;
  if (checkCitizenId(number).kind === 'valid') return '1';
  if (checkCreditCode(number).kind !== 'valid') return undefined;
  const code = number.toUpperCase();
  return objectOfPrefix.find(([prefix]) => code.startsWith(prefix))?.[1] ?? '6';
}

/** Who comes to the office: the agent 代办人 where there is one, else the applicant. */
export function contactOf(input: ExchangeInput) {
  const { representative } = input.facts;
  if (representative) {
    const { name, idNumber, mobile } = representative;
    return { name, idNumber, mobile };
  }
  return {
    name: applicantPart(input, 'name'),
    idNumber: applicantPart(input, 'idNumber'),
    mobile: applicantPart(input, 'mobile'),
  };
}

/** The organ in whose division somebody acted; of an office that came to the case by 转办 or 协办 only its division is known here. */
export const organOf = ({ organs }: ExchangeInput, divisionCode: string): Organ =>
  Object.values(organs).find((organ) => organ.divisionCode === divisionCode) ?? { divisionCode };

/** The level that decides the item, and so the body that implements it 实施主体. */
export const decidingLevel = (item: ServiceItem): OfficeLevel => item.stages.at(-1)?.level ?? 'township';

/** 办件编号; before the platform has given one, the provisional number, which the export's record says. */
export const numberOf = ({ caseNumber, facts }: ExchangeInput): string =>
  caseNumber ?? facts.provisionalNumber;

/** 文书编号 that the platform gave to the first event of these types. */
export const documentNumberOf = ({ timeline }: ExchangeInput, types: readonly string[]): string | undefined =>
  timeline.find(({ event, assigned }) => types.includes(event.type) && assigned.documentNumber !== undefined)
    ?.assigned.documentNumber;
