import { useTranslation } from 'react-i18next';
import type { FerryResults } from '@shared/bridge/ferry';

/** What the platform did with the steps of a bundle, in one sentence without its stop; what did not happen is not said. */
export function useResultsText() {
  const { t } = useTranslation('ferry');
  return (results: FerryResults): string =>
    (['accepted', 'known', 'refused', 'deferred'] as const)
      .filter((what) => what === 'accepted' || results[what] > 0)
      .map((what) => t(`results.${what}`, { count: results[what] }))
      .join(t('results.comma'));
}
