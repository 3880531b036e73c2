import { useEffect, useState } from 'react';
import { z } from 'zod';
import { Division } from '@shared/identity/divisions';
import type { OfficeNames } from '@shared/documents/officeNames';
import { callMain } from '../../actors/bridge';

async function namesOf(origin: string): Promise<OfficeNames> {
  const [{ default: rows }, start] = await Promise.all([
    import('../../../resources/divisions/heilongjiang.json'),
    callMain('app.start', {}),
  ]);
  const divisions = new Map(
    z
      .array(Division)
      .parse(rows)
      .map((division) => [division.code, division.name]),
  );
  const name = (code: string) => divisions.get(code);
  const township = name(origin) ?? start.device?.divisionName ?? '';
  const here = start.office?.divisionCode === origin ? start.office : undefined;
  return {
    prefecture: name(`${origin.slice(0, 4)}00`),
    county: name(origin.slice(0, 6)) ?? '',
    township,
    hall: here?.officeName ?? `${township}便民服务中心`,
  };
}

/** The offices that a case's documents name, for the township that received it. */
export function useOfficeNames(originDivision: string): OfficeNames | undefined {
  const [names, setNames] = useState<OfficeNames>();
  useEffect(() => {
    let left = false;
    void namesOf(originDivision).then((found) => {
      if (!left) setNames(found);
    });
    return () => {
      left = true;
    };
  }, [originDivision]);
  return names;
}
