import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { stateWords } from './stateWords';

/** A state in words; a stage's state is called by the stage. */
export function useStateText(item: ServiceItem) {
  const { t } = useTranslation('case');
  const text = useLocaleText();
  return useCallback((state: string): string => stateWords(item, state, t, text), [item, t, text]);
}
