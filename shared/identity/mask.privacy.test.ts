import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddress, maskBankCard, maskByKind, maskCitizenId, maskMobile, maskName } from './mask';

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
