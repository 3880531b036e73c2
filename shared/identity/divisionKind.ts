import { z } from 'zod';
import { normaliseDivisionCode, type Division } from './divisions';

/**
 * What a division is, as its people call it: 省, 市 (地区), 区, 县, 县级市, 街道, 镇, 乡, 民族乡; and the units with a township's
 * code that are none: 农场 (with pastures and breeding farms), 林业局, 林场, 监狱, 开发区, and others.
 */
export const DivisionKind = z.enum([
  'province',
  'prefecture',
  'district',
  'county',
  'countyCity',
  'subdistrict',
  'town',
  'township',
  'ethnicTownship',
  'farm',
  'forestryBureau',
  'forestFarm',
  'prison',
  'developmentZone',
  'special',
]);
export type DivisionKind = z.infer<typeof DivisionKind>;

/** Units of government and enterprise in one 政企合一单位, by their names. The first that fits counts. */
const unitNames: readonly (readonly [RegExp, DivisionKind])[] = [
  [/监狱|劳教所/, 'prison'],
  [/林场|经营所/, 'forestFarm'],
  [/林业局|林管局|林业管理局/, 'forestryBureau'],
  [/开发区|工业园区|保税区|度假区/, 'developmentZone'],
  [/农场|牧场|畜场|种场|[猪牛羊马]场|良种|农垦|局直/, 'farm'],
];

/**
 * Seventh digit of a township's code (统计上使用的县以下行政区划代码编制规则, and GB/T 10114): 0 街道, 1 镇, 2 and 3 乡, 4 and 5
 * 政企合一单位.
 */
function belowCounty(code: string, name: string): DivisionKind {
  switch (code[6]) {
    case '0':
      return 'subdistrict';
    case '1':
      return name.endsWith('镇') ? 'town' : 'special';
    case '2':
    case '3':
      return name.endsWith('族乡') ? 'ethnicTownship' : 'township';
    default:
      return unitNames.find(([pattern]) => pattern.test(name))?.[1] ?? 'special';
  }
}

/** What kind of division this is, by its code and name. */
export function kindOf({ code, name }: Pick<Division, 'code' | 'name'>): DivisionKind {
  const short = normaliseDivisionCode(code);
  if (short.length === 9) return belowCounty(short, name);
  if (short.endsWith('0000')) return 'province';
  if (short.endsWith('00')) return 'prefecture';
  if (name.endsWith('区')) return 'district';
  return name.endsWith('市') ? 'countyCity' : 'county';
}
