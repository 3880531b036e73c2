import { describe, expect, it } from 'vitest';
import rows from '../../resources/divisions/heilongjiang.json';
import { Division, isWithin, normaliseDivisionCode } from './divisions';

const divisions = rows.map((row) => Division.parse(row));
const byCode = new Map(divisions.map((division) => [division.code, division]));

describe('division codes', () => {
  it('contain one another', () => {
    expect(isWithin('230828101', '230828')).toBe(true);
    expect(isWithin('230828101', '230828101')).toBe(true);
    expect(isWithin('230828', '230800')).toBe(true);
    expect(isWithin('230828', '230000')).toBe(true);
    expect(isWithin('230123101', '230828')).toBe(false);
    expect(isWithin('230828', '230828101')).toBe(false);
    expect(isWithin('230828101', '230828102')).toBe(false);
  });

  it('are the same with the zeros of a platform', () => {
    expect(normaliseDivisionCode('230828101000')).toBe('230828101');
    expect(normaliseDivisionCode('230828000000')).toBe('230828');
    expect(normaliseDivisionCode('230828101')).toBe('230828101');
    expect(normaliseDivisionCode('230000')).toBe('230000');
    expect(isWithin('230828101000', '230828101')).toBe(true);
    expect(isWithin('230828101', '230828000000')).toBe(true);
  });

  it.each(['', '2', '23', '2308281', '230828101001', '23082x', '230828101 '])(
    'do not include %j: what is no code contains nothing and lies in nothing',
    (text) => {
      expect(isWithin('230828101', text)).toBe(false);
      expect(isWithin(text, '230000')).toBe(false);
    },
  );
});

describe('the divisions of Heilongjiang', () => {
  it('stand once each, under a parent that contains them', () => {
    expect(byCode.size).toBe(divisions.length);
    const astray = divisions.filter(
      ({ code, parent, kind }) =>
        kind !== 'province' &&
        !(parent !== undefined && parent !== code && byCode.has(parent) && isWithin(code, parent)),
    );
    expect(astray).toEqual([]);
    expect(divisions.filter(({ kind }) => kind === 'province')).toHaveLength(1);
  });

  it('have six digits down to the county and nine below', () => {
    const astray = divisions.filter(
      ({ code, kind }) => (code.length === 6) !== ['province', 'prefecture', 'county'].includes(kind),
    );
    expect(astray).toEqual([]);
  });

  it.each(
    Object.entries({
      230123: '依兰县',
      230183: '尚志市',
      230624: '杜尔伯特蒙古族自治县',
      230828: '汤原县',
      230883: '抚远市',
      231183: '嫩江市',
      232701: '漠河市',
      232721: '呼玛县',
      230123500: '依兰农场',
      230828101: '香兰镇',
      230828102: '鹤立镇',
      230828104: '汤原镇',
      230828201: '汤旺乡',
      230828400: '鹤立林业局',
    }),
  )('name %s %s', (code, name) => {
    expect(byCode.get(code)?.name).toBe(name);
  });

  it('tell farms and forestry bureaus from townships', () => {
    expect(byCode.get('230123500')?.kind).toBe('farm');
    expect(byCode.get('230828400')?.kind).toBe('forestry');
    expect(byCode.get('230828101')?.kind).toBe('township');
  });
});
