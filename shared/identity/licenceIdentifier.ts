import { checkCharacter } from './checkCharacter';
import { checkCreditCode } from './creditCode';

/** The root of all 电子证照标识, an object identifier (GB/T 36904-2018). */
const root = '1.2.156.3005.2';

export type LicenceIdentifierParts = {
  /** 证照类型代码: unified credit code of the body that defines the licence (18) and its own three characters. */
  typeCode: string;
  /** 证照颁发机构代码: a unified credit code as a rule, a division code on some platforms. */
  issuer: string;
  /** 流水号, digits and upper-case letters, the issuer's own. */
  serial: string;
  /** 版本号, 1 to 999. */
  version: number;
};

export type ParsedLicenceIdentifier =
  | ({ kind: 'valid' } & LicenceIdentifierParts)
  | { kind: 'invalid'; reason: 'form' | 'typeCode' | 'checkCharacter' };

const isTypeCode = (code: string) => checkCreditCode(code.slice(0, 18)).kind === 'valid';
const shape = /^1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{6,18})\.([0-9A-Z]{1,40})\.(\d{3})\.([0-9A-Z])$/;

/**
 * Reads a 电子证照标识, `root.type.issuer.serial.version.check`; the last character is ISO 7064 MOD 37,36 over all parts
 * without the root and the dots. Some issuers are known to compute it otherwise: a wrong character is a reason to look at
 * the licence itself, not proof that it is false.
 */
export function parseLicenceIdentifier(text: string): ParsedLicenceIdentifier {
  const identifier = text.trim().toUpperCase();
  const found = shape.exec(identifier);
  if (found === null) return { kind: 'invalid', reason: 'form' };
  const [, typeCode = '', issuer = '', serial = '', version = '', check] = found;
  if (!isTypeCode(typeCode)) return { kind: 'invalid', reason: 'typeCode' };
  if (checkCharacter(typeCode + issuer + serial + version) !== check)
    return { kind: 'invalid', reason: 'checkCharacter' };
  if (Number(version) === 0) return { kind: 'invalid', reason: 'form' };
  return { kind: 'valid', typeCode, issuer, serial, version: Number(version) };
}

/** The identifier of a licence, with its check character. Throws on parts that would not be read back. */
export function formatLicenceIdentifier(parts: LicenceIdentifierParts): string {
  const { typeCode, issuer, serial } = parts;
  const version = String(parts.version).padStart(3, '0');
  const check = checkCharacter(typeCode + issuer + serial + version);
  const identifier = [root, typeCode, issuer, serial, version, check].join('.');
  const read = parseLicenceIdentifier(identifier);
  if (
    read.kind === 'invalid' ||
    read.typeCode !== typeCode ||
    read.issuer !== issuer ||
    read.serial !== serial
  )
    throw new RangeError('parts that make no licence identifier');
  return identifier;
}
