import type { CaseClocks } from '@shared/casework/clocks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Clock, Light } from '@shared/calendar/clock';
import { useKnown, useLocaleText, useSession } from '../../app/context';
import type { CaseRow } from '../../store/storeApi';
import { dateWords } from '../../ui/DateText';
import { useDivisionName } from '../../ui/form/useDivisionName';
import { stateWords } from '../casefile/stateWords';
import { leadingClock } from './leadingClock';

export type Due = { light: Light | 'none'; lightWord: string; words: string; why: string };

/**
 * The part of a number that tells cases of a list apart: date, sequence and check character. The division, and of a
 * provisional number the device, are left off.
 */
const shortNumber = ({ officialNumber, provisionalNumber, originDivision }: CaseRow['summary']): string =>
  officialNumber === undefined
    ? provisionalNumber.replace(/^(暂?)\d{6,9}-\d+-/, '$1')
    : officialNumber.startsWith(originDivision)
      ? officialNumber.slice(originDivision.length)
      : officialNumber;

/** How lists name things of a case in the language of the moment. */
export function useCaseWords() {
  const { t, i18n } = useTranslation('case');
  const { itemOf } = useKnown();
  const text = useLocaleText();
  const { language } = i18n;
  const office = useDivisionName();
  const { divisionCode: own } = useSession().account;
  return useMemo(() => {
    const clockWords = (clock: Clock): string => {
      const count = Math.abs(clock.remaining);
      if (clock.state === 'paused') return t('clock.paused');
      if (clock.state === 'stopped')
        return t(clock.remaining < 0 ? 'clock.stoppedLate' : 'clock.stoppedInTime');
      if (clock.remaining === 0) return t('clock.dueToday');
      return t(`clock.${clock.remaining > 0 ? 'left' : 'over'}.${clock.unit}`, { count });
    };
    const kindOf = (clock: Clock, { supplement, promised }: CaseClocks) =>
      t(`clock.${clock === supplement ? 'supplement' : clock === promised ? 'promised' : 'statutory'}`);
    return {
      item: (row: CaseRow) => {
        const item = itemOf(row.summary.itemCode, row.summary.itemVersion);
        return item ? text(item.name) : row.summary.itemCode;
      },
      state: ({ summary }: CaseRow) => {
        const item = itemOf(summary.itemCode, summary.itemVersion);
        return stateWords(item, summary.state, t, text);
      },
      /** 来自…转办, where the case came to this office from another. */
      from: ({ summary: { transfer } }: CaseRow) =>
        transfer?.to === own ? t('transferFrom', { office: office(transfer.from) }) : undefined,
      number: ({ summary }: CaseRow) => summary.officialNumber ?? summary.provisionalNumber,
      shortNumber: ({ summary }: CaseRow) => shortNumber(summary),
      due: (row: CaseRow): Due => {
        const clock = leadingClock(row.clocks);
        if (!clock) return { light: 'none', lightWord: t('light.none'), words: '', why: t('light.none') };
        const provisional = clock.provisional ? ` · ${t('clock.provisionalWhy')}` : '';
        return {
          light: clock.light,
          lightWord: t(`light.${clock.light}`),
          words: clockWords(clock),
          why: `${kindOf(clock, row.clocks)} ${dateWords(clock.due, language)}${provisional}`,
        };
      },
    };
  }, [t, itemOf, text, language, office, own]);
}
export type CaseWords = ReturnType<typeof useCaseWords>;
