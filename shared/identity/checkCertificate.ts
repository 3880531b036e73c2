import { hasKnownShape } from './certificateShape';
import type { CertificateType } from './certificateType';
import { checkCitizenId, type CitizenIdCheck } from './citizenId';

export type CertificateCheck =
  /** `number` is the one to keep: no blanks, capitals. */
  | { kind: 'valid'; number: string }
  /** It may be true, and does not look as such numbers are known to: a person looks at the certificate once more. */
  | { kind: 'unusual'; number: string }
  | {
      kind: 'invalid';
      reason:
        | 'empty'
        | 'characters'
        | 'tooLong'
        | 'otherCard'
        | Extract<CitizenIdCheck, { kind: 'invalid' }>['reason'];
    };

/** Longest number that the platforms' tables hold: 证件号码 an..18 in GB/T 39046-2020. */
const longest = 18;

/** 外国人永久居留身份证 before 2023-12-01: three letters of the state and twelve digits; old cards stay good until they expire. */
const olderPermanentCard = /^[A-Z]{3}\d{12}$/;

/** Types whose number carries a check character, and so can be refused. */
function checkedByCharacter(type: '111' | '112' | '553', number: string): CertificateCheck {
  if (type === '553' && olderPermanentCard.test(number)) return { kind: 'valid', number };
  const check = checkCitizenId(number);
  if (check.kind === 'invalid') return check;
  const isForeign = check.card === 'foreignPermanentResidentCard';
  return isForeign === (type === '553')
    ? { kind: 'valid', number }
    : { kind: 'invalid', reason: 'otherCard' };
}

/**
 * Checks the number of a certificate of a type (GA/T 2000.156). Refused is only what cannot be true: nothing typed, characters
 * or a length that no table takes, a wrong check character, and the number of the other kind of card. The residence permits
 * 81, 82, 83 pass under 111: they carry a 公民身份号码 too, and no code of their own is known here.
 */
export function checkCertificate(type: CertificateType, text: string): CertificateCheck {
  const number = text.replace(/\s/g, '').toUpperCase();
  if (number === '') return { kind: 'invalid', reason: 'empty' };
  if (type === '111' || type === '112' || type === '553') return checkedByCharacter(type, number);
  if (number.length > longest) return { kind: 'invalid', reason: 'tooLong' };
  if (type !== '990' && !/^[0-9A-Z.()-]+$/.test(number)) return { kind: 'invalid', reason: 'characters' };
  return { kind: hasKnownShape(type, number) ? 'valid' : 'unusual', number };
}
