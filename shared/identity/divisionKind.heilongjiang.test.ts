import { describe, expect, it } from 'vitest';
import rows from '../../resources/divisions/heilongjiang.json';
import { kindOf } from './divisionKind';
import { divisionPath, fullDivisionName, indexDivisions, paddedDivisionCode } from './divisionPath';
import { Division } from './divisions';

const divisions = rows.map((row) => Division.parse(row));
const index = indexDivisions(divisions);

describe('the kind of a division', () => {
  it.each([
    ['230000', 'province'],
    ['230800', 'prefecture'],
    ['232700', 'prefecture'],
    ['230102', 'district'],
    ['230828', 'county'],
    ['230624', 'county'],
    ['230883', 'countyCity'],
    ['230102001', 'subdistrict'],
    ['230506008', 'subdistrict'],
    ['230828101', 'town'],
    ['230828201', 'township'],
    ['230123500', 'farm'],
    ['230828400', 'forestryBureau'],
    ['230828480', 'prison'],
    ['230811480', 'prison'],
    ['230822480', 'developmentZone'],
    ['231102480', 'special'],
    ['230803198', 'special'],
  ])('%s is told by code and name: %s', (code, kind) => {
    const division = index.get(code);
    expect(division && kindOf(division)).toBe(kind);
  });

  it('is that of a name where a code is padded', () => {
    expect(kindOf({ code: '230828101000', name: '香兰镇' })).toBe('town');
    expect(kindOf({ code: '230828000000', name: '汤原县' })).toBe('county');
  });

  it('agrees with the last character of every 镇, 乡 and 街道 in the province', () => {
    const named = { 镇: ['town'], 乡: ['township', 'ethnicTownship'], 街道: ['subdistrict'] };
    for (const [ending, kinds] of Object.entries(named)) {
      const astray = divisions.filter(
        (division) => division.name.endsWith(ending) && !kinds.includes(kindOf(division)),
      );
      expect(astray).toEqual([]);
    }
  });

  it('never calls a farm or a forestry unit of the list a town', () => {
    const astray = divisions.filter(
      (division) =>
        ['farm', 'forestry'].includes(division.kind) &&
        ['town', 'township', 'ethnicTownship', 'county'].includes(kindOf(division)),
    );
    expect(astray).toEqual([]);
  });

  it('finds every prison and labour camp of the list', () => {
    const prisons = divisions.filter((division) => kindOf(division) === 'prison');
    expect(prisons.map(({ code }) => code)).toEqual([
      '230224480',
      '230521480',
      '230811480',
      '230828480',
      '231182480',
      '231182481',
      '231182482',
      '231182483',
    ]);
  });
});

describe('the path to a division', () => {
  it('runs from the province down', () => {
    expect(divisionPath('230828101', index).map(({ code }) => code)).toEqual([
      '230000',
      '230800',
      '230828',
      '230828101',
    ]);
    expect(fullDivisionName('230828101', index)).toBe('黑龙江省佳木斯市汤原县香兰镇');
    expect(fullDivisionName('230828101000', index)).toBe('黑龙江省佳木斯市汤原县香兰镇');
    expect(fullDivisionName('230828400', index)).toBe('黑龙江省佳木斯市汤原县鹤立林业局');
    expect(fullDivisionName('232721', index)).toMatch(/^黑龙江省大兴安岭.*呼玛县$/);
  });

  it('begins at the province for every division of the list', () => {
    expect(divisions.filter(({ code }) => divisionPath(code, index)[0]?.code !== '230000')).toEqual([]);
  });

  it('is empty for a code that is not in the list, and ends where a parent is missing', () => {
    expect(divisionPath('110101', index)).toEqual([]);
    expect(fullDivisionName('', index)).toBe('');
    const orphan = Division.parse({ code: '230828101', name: '香兰镇', parent: '230828', kind: 'township' });
    expect(divisionPath('230828101', indexDivisions([orphan]))).toEqual([orphan]);
  });

  it('is not walked for ever where a list names a child as its parent’s parent', () => {
    const circle = [
      Division.parse({ code: '230828', name: '甲', parent: '230828101', kind: 'county' }),
      Division.parse({ code: '230828101', name: '乙', parent: '230828', kind: 'township' }),
    ];
    expect(divisionPath('230828101', indexDivisions(circle)).map(({ name }) => name)).toEqual(['甲', '乙']);
  });
});

describe('a code padded for a platform', () => {
  it('has 9 or 12 digits', () => {
    expect(paddedDivisionCode('230828', 9)).toBe('230828000');
    expect(paddedDivisionCode('230828101', 12)).toBe('230828101000');
    expect(paddedDivisionCode('230828101000', 9)).toBe('230828101');
    expect(paddedDivisionCode('2308', 9)).toBeUndefined();
  });
});
