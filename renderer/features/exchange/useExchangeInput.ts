import { useCallback, useEffect, useState } from 'react';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { organAt } from '@shared/documents/officeNames';
import type { ExchangeInput } from '@shared/exchange/input';
import { callMain } from '../../actors/bridge';
import { useSession } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { seesRatings } from '../casefile/seesRatings';
import { useOfficeNames } from '../printing/useOfficeNames';

/** Credit codes of organs by their names, out of the installer's file; undefined until it was read. */
function useCreditCodes(): Record<string, string> | undefined {
  const [codes, setCodes] = useState<Record<string, string>>();
  useEffect(() => {
    let left = false;
    void callMain('app.start', {}).then(({ office }) => {
      if (!left) setCodes(office?.organCreditCodes ?? {});
    });
    return () => {
      left = true;
    };
  }, []);
  return codes;
}

/**
 * Makes what an export of this case is made from, with the time of the call; undefined until the offices' names are there. A
 * rating is left out for everybody who may not see it.
 */
export function useExchangeInput(file: CaseFile, item: ServiceItem): (() => ExchangeInput) | undefined {
  const office = useOfficeNames(file.facts.originDivision);
  const codes = useCreditCodes();
  const { account } = useSession();
  const withRating = seesRatings(account);
  const make = useCallback((): ExchangeInput => {
    if (!office || !codes) throw new Error('asked before the offices were known');
    const { facts, row, state, timeline } = file;
    const organ = (level: 'township' | 'county', divisionCode: string) => {
      const name = organAt(item, level, office);
      return { name, creditCode: codes[name], divisionCode };
    };
    const { promised } = row.clocks;
    return {
      item,
      state,
      facts: withRating ? facts : { ...facts, rating: undefined },
      timeline: timeline.filter(
        ({ refused, event }) => !refused && (withRating || event.type !== 'service.rated'),
      ),
      organs: {
        township: organ('township', facts.originDivision),
        county: organ('county', facts.originDivision.slice(0, 6)),
      },
      caseNumber: row.summary.officialNumber,
      promisedDue: promised && { date: promised.due, provisional: promised.provisional },
      exportedAt: new Date().toISOString(),
      batch: crypto.randomUUID().replaceAll('-', ''),
    };
  }, [codes, file, item, office, withRating]);
  return office && codes ? make : undefined;
}
