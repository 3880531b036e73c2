import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Division } from '@shared/identity/divisions';
import rows from '../../../resources/divisions/heilongjiang.json';
import { divisionGroups } from './divisionChoices';

const divisions = z.array(Division).parse(rows);
const found = (level: 'county' | 'township', typed: string) =>
  divisionGroups(divisions, level)
    .flatMap((group) => group.options)
    .filter((one) => one.find.includes(typed))
    .map((one) => one.value);

describe('the list of divisions', () => {
  it('groups every township, farm and forestry bureau under its county, every county under its prefecture', () => {
    const townships = divisionGroups(divisions, 'township');
    expect(townships.flatMap(({ options }) => options)).toHaveLength(
      divisions.filter(({ kind }) => ['township', 'farm', 'forestry'].includes(kind)).length,
    );
    expect(townships.find(({ options }) => options.some(({ value }) => value === '230828101'))?.label).toBe(
      '佳木斯市 汤原县',
    );
    const counties = divisionGroups(divisions, 'county');
    expect(counties.find(({ options }) => options.some(({ value }) => value === '230828'))?.label).toBe(
      '佳木斯市',
    );
  });

  it.each(['香兰镇', 'xianglan', 'xlz', '230828101'])('finds 香兰镇 by %s', (typed) => {
    expect(found('township', typed)).toContain('230828101');
  });

  it('finds the counties of a prefecture by its name, and no township among counties', () => {
    expect(found('county', '佳木斯市')).toContain('230828');
    expect(found('county', 'tangyuan')).toEqual(['230828']);
  });
});
