import { pinyin } from 'pinyin-pro';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { Division } from '@shared/identity/divisions';

export type DivisionLevel = 'county' | 'township';
/** `find` holds what one may type: the name, its pinyin in full and by initials, the code, the area it lies in. */
export type DivisionChoice = { value: string; label: string; find: string };
export type DivisionGroup = { label: string; options: DivisionChoice[] };

const choice = ({ code, name }: Division, area: string): DivisionChoice => {
  const full = pinyin(name, { toneType: 'none', type: 'array' }).join('');
  const initials = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('');
  return { value: code, label: name, find: `${name} ${full} ${initials} ${code} ${area}`.toLowerCase() };
};

/** Divisions to choose from: counties under their prefecture, townships (farms and forestry bureaus too) under their county. */
export function divisionGroups(divisions: readonly Division[], level: DivisionLevel): DivisionGroup[] {
  const isCounty = ({ kind }: Division) => kind === 'county';
  const names = new Map(divisions.map((one) => [one.code, one.name]));
  const areaOf = (parent: string) => {
    const above = level === 'township' ? names.get(`${parent.slice(0, 4)}00`) : undefined;
    return [above, names.get(parent) ?? parent].filter(Boolean).join(' ');
  };
  const groups = new Map<string, DivisionChoice[]>();
  for (const division of divisions) {
    const fits = level === 'county' ? isCounty(division) : division.code.length === 9;
    if (!fits || division.parent === undefined) continue;
    const area = areaOf(division.parent);
    groups.set(area, [...(groups.get(area) ?? []), choice(division, area)]);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}

const loaded = new Map<DivisionLevel, Promise<DivisionGroup[]>>();

/** The list of the province comes with the app; it is read and spelt once, when a form first asks for a division. */
async function load(level: DivisionLevel): Promise<DivisionGroup[]> {
  const { default: rows } = await import('../../../resources/divisions/heilongjiang.json');
  return divisionGroups(z.array(Division).parse(rows), level);
}

export function useDivisionGroups(level: DivisionLevel): DivisionGroup[] | undefined {
  const [groups, setGroups] = useState<DivisionGroup[]>();
  useEffect(() => {
    let left = false;
    const asked = loaded.get(level) ?? load(level);
    loaded.set(level, asked);
    void asked.then((found) => {
      if (!left) setGroups(found);
    });
    return () => {
      left = true;
    };
  }, [level]);
  return groups;
}
