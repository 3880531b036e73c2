import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luhnWarning } from './bankCard';
import { formatOfficialNumber, formatProvisionalNumber, parseCaseNumber } from './caseNumber';
import { checkCreditCode, organisationCheck } from './creditCode';
import { isWithin, normaliseDivisionCode } from './divisions';
import { formatDocumentNumber, formatProvisionalDocumentNumber } from './documentNumber';
import { maskAddress, maskBankCard, maskCitizenId, maskMobile, maskName } from './mask';
import { MobileNumber } from './mobile';

const parts = fc.record({
  divisionCode: fc.constantFrom('230828', '230828101', '230123500'),
  deviceNumber: fc.integer({ min: 1, max: 9999 }),
  date: fc.constantFrom('2026-01-01', '2026-11-23', '2028-02-29'),
  sequence: fc.integer({ min: 1, max: 9999 }),
});

describe('case numbers', () => {
  it('look as the window prints them', () => {
    const number = formatProvisionalNumber({
      divisionCode: '230828101',
      deviceNumber: 3,
      date: '2026-11-23',
      sequence: 7,
    });
    expect(number).toMatch(/^暂230828101-0003-20261123-0007-[0-9A-Z]$/);
  });

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(parts, (made) => {
        expect(parseCaseNumber(formatProvisionalNumber(made))).toEqual({ kind: 'provisional', ...made });
        const { deviceNumber: _, ...official } = made;
        expect(parseCaseNumber(formatOfficialNumber(official))).toEqual({ kind: 'official', ...official });
      }),
    );
  });

  it('show every single wrong digit', () => {
    fc.assert(
      fc.property(parts, fc.nat(40), fc.integer({ min: 0, max: 9 }), (made, at, digit) => {
        const number = formatOfficialNumber(made);
        const place = at % (number.length - 1);
        fc.pre(number[place] !== String(digit));
        const wrong = number.slice(0, place) + digit + number.slice(place + 1);
        expect(parseCaseNumber(wrong).kind).toBe('invalid');
      }),
    );
  });
});

describe('document numbers', () => {
  it('carry the year in 六角括号 and no leading zeros', () => {
    expect(formatDocumentNumber({ organCode: '汤香民受', year: 2026, sequence: 12 })).toBe(
      '汤香民受〔2026〕12号',
    );
    expect(
      formatProvisionalDocumentNumber({ organCode: '汤香民受', year: 2026, sequence: 12, deviceNumber: 3 }),
    ).toBe('汤香民受〔2026〕暂3-12号');
  });
});

describe('unified credit codes', () => {
  it.each(['91110000101623741K', '91350100M000100Y43'])('accepts %s', (code) => {
    expect(checkCreditCode(code)).toEqual({ kind: 'valid' });
  });
  it('names what is wrong', () => {
    expect(checkCreditCode('91110000101623741A')).toEqual({ kind: 'invalid', reason: 'checkDigit' });
    expect(checkCreditCode('9111000010162374IK')).toEqual({ kind: 'invalid', reason: 'characters' });
  });
  it('computes the organisation code inside (GB 11714): 73691695-1', () => {
    expect(organisationCheck('73691695')).toBe('1');
  });
});

describe('divisions', () => {
  it('contain one another by code', () => {
    expect(isWithin('230828101', '230828')).toBe(true);
    expect(isWithin('230828101000', '230828101')).toBe(true);
    expect(isWithin('230828', '230800')).toBe(true);
    expect(isWithin('230828', '230000')).toBe(true);
    expect(isWithin('230123101', '230828')).toBe(false);
    expect(normaliseDivisionCode('230828101000')).toBe('230828101');
  });
});

describe('masks', () => {
  it('hide what the screen does not need', () => {
    expect(maskCitizenId('23082819000101001X')).toBe('230828********001X');
    expect(maskMobile('13800001234')).toBe('138****1234');
    expect(maskName('张三')).toBe('张*');
    expect(maskName('买买提·艾力')).toBe('买**·**');
    expect(maskName('𠮷田')).toBe('𠮷*');
    expect(maskBankCard('6222021234567890')).toBe('************7890');
    expect(maskAddress('汤原县香兰镇庆丰村3组12号')).toBe('汤原县香兰镇庆丰村*****');
  });
  it('hide short values wholly', () => {
    expect(maskCitizenId('2308')).toBe('****');
    expect(maskMobile('138')).toBe('***');
  });
});

describe('phone and card', () => {
  it('takes a number as people write it', () => {
    expect(MobileNumber.parse('138 0000-1234')).toBe('13800001234');
    expect(MobileNumber.safeParse('0454-7622222').success).toBe(false);
  });
  it('warns of a mistyped card and of nothing else', () => {
    expect(luhnWarning('6222 0200 0000 0000 008')).toBe(!isLuhn('6222020000000000008'));
    expect(luhnWarning('79927398713')).toBe(true);
    expect(luhnWarning('4539578763621486')).toBe(false);
    expect(luhnWarning('4539578763621487')).toBe(true);
  });
});

/** Luhn by the textbook table, to check the running code against another way of writing it. */
function isLuhn(digits: string): boolean {
  const table = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  const last = digits.length - 1;
  const sum = [...digits].reduce(
    (total, digit, index) => total + ((last - index) % 2 === 0 ? Number(digit) : (table[Number(digit)] ?? 0)),
    0,
  );
  return sum % 10 === 0;
}
