import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddress, maskBankCard, maskByKind, maskLandline, maskMobile, maskName, maskPhone } from './mask';
import {
  maskCertificate,
  maskCitizenId,
  maskCreditCode,
  maskDisabilityCertificate,
  maskPassport,
  maskResidencePermit,
} from './maskCertificate';

describe('masks', () => {
  it('hide what the screen does not need', () => {
    expect(maskCitizenId('23082819000101001X')).toBe('230828********001X');
    expect(maskMobile('13800001234')).toBe('138****1234');
    expect(maskBankCard('6222021234567890')).toBe('************7890');
  });

  it('hide short values wholly', () => {
    expect(maskCitizenId('2308')).toBe('****');
    expect(maskCitizenId('2308281900')).toBe('**********');
    expect(maskMobile('138')).toBe('***');
    expect(maskBankCard('7890')).toBe('****');
    expect(maskCitizenId('')).toBe('');
  });

  it.each([
    ['张三', '张*'],
    ['欧阳修', '欧**'],
    ['买买提·艾力', '买**·**'],
    ['𠮷田', '𠮷*'],
    ['阿卜杜拉•买买提', '阿***•***'],
    ['Anna Petrova', 'A*** *******'],
    ['张', '*'],
    ['', ''],
  ])('leave of the name %s only %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it.each([
    ['汤原县香兰镇庆丰村3组12号', '汤原县香兰镇庆丰村*****'],
    ['汤原县汤原镇中华路12号3单元', '汤原县汤原镇中华路******'],
    ['汤原县汤原镇幸福路12号村委会家属楼', '汤原县汤原镇幸福路******'],
    ['香兰镇庆丰村王家路口', '香兰镇庆丰村****'],
    ['汤原镇 １２ 号村', '汤原镇******'],
    ['汤原县', '汤原县'],
    ['12号楼', '****'],
    ['依兰县依兰农场3队', '依兰县依兰农场**'],
    ['', ''],
  ])('keep of the address %s no more than %s', (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });

  it('never show a number of the door', () => {
    const place = fc.constantFrom('汤原县香兰镇庆丰村', '汤原镇中华路', '庆丰村', '');
    const rest = fc.constantFrom('组村东', '号路口', '单元街坊', '号');
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 9999 }), rest, (named, door, after) => {
        expect(maskAddress(`${named}${door}${after}`)).not.toMatch(/\d/);
      }),
    );
  });

  it('are chosen by the kind that a field declares', () => {
    expect(maskByKind('none', '汤原县')).toBe('汤原县');
    expect(maskByKind('name', '张三')).toBe('张*');
    expect(maskByKind('citizenId', '23082819000101001X')).toBe('230828********001X');
    expect(maskByKind('mobile', '13800001234')).toBe('138****1234');
    expect(maskByKind('bankCard', '6222021234567890')).toBe('************7890');
    expect(maskByKind('address', '香兰镇庆丰村3组')).toBe('香兰镇庆丰村**');
  });
});

describe('masks of certificates and telephones', () => {
  it.each([
    ['residence permit', maskResidencePermit, '810000190001010018', '**************0018'],
    ['permit in a field for ID numbers', maskCitizenId, '911124190001010027', '**************0027'],
    ['passport', maskPassport, 'E12345678', 'E*****678'],
    ['travel permit', maskPassport, 'H1234567800', 'H*******800'],
    ['disability certificate', maskDisabilityCertificate, '23082819000101001X43', '230828********001X**'],
    ['cut disability certificate', maskDisabilityCertificate, '230828190001010', '***************'],
    ['organisation', maskCreditCode, '91110000101623741K', '91110000101623741K'],
    ['ID number typed for a code', maskCreditCode, '230828190001020023', '**************0023'],
    ['landline', maskLandline, '0454-7622222', '0454-*****22'],
    ['landline without area', maskLandline, '7622222', '*****22'],
    ['short landline', maskLandline, '110', '***'],
    ['mobile as people write it', maskPhone, '138 0000-1234', '138****1234'],
    ['landline among phones', maskPhone, '0454 7622222', '0454-*****22'],
  ])('leave of a %s what is needed', (_, mask, text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it('hide the middle of the code of a sole trader, who is a person', () => {
    // 92 at the head of a valid code: 91110000101623741K with the first two weights' difference taken up by the last character.
    // Place 2 has weight 3: 1 made 2 adds 3, so the last moves from K (19) by -3 to G (16).
    expect(maskCreditCode('92110000101623741G')).toBe('92110000********1G');
  });

  it('choose by the number where the certificate is not known', () => {
    expect(maskCertificate('23082819000101001X')).toBe('230828********001X');
    expect(maskCertificate('830000190001010038')).toBe('**************0038');
    expect(maskCertificate('23082819000101001X43')).toBe('230828********001X**');
    expect(maskCertificate('CAN110081010312')).toBe('***********0312');
    expect(maskCertificate('E12345678')).toBe('E*****678');
  });

  const most = [
    [maskCitizenId, 10],
    [maskResidencePermit, 4],
    [maskPassport, 4],
    [maskDisabilityCertificate, 10],
    [maskCertificate, 10],
    [maskMobile, 7],
    [maskBankCard, 4],
  ] as const;

  it('never show more than allowed, keep the length, and hide four characters or all', () => {
    const text = fc
      .array(fc.constantFrom(...'0123456789ABCX'), { maxLength: 24 })
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...most), text, ([mask, allowed], value) => {
        const masked = mask(value);
        const shown = masked.replaceAll('*', '').length;
        expect(masked).toHaveLength(value.length);
        expect(shown).toBeLessThanOrEqual(allowed);
        expect(shown === 0 || value.length - shown >= 4).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('never show more of a name than its first character and what stands between its parts', () => {
    const name = fc.string({ unit: fc.constantFrom(...'张欧阳修买艾力𠮷·•'), maxLength: 12 });
    fc.assert(
      fc.property(name, (value) => {
        const shown = Array.from(maskName(value)).slice(1).join('');
        expect(shown).toMatch(/^[*·•]*$/);
        expect(Array.from(maskName(value))).toHaveLength(Array.from(value).length);
      }),
    );
  });
});
