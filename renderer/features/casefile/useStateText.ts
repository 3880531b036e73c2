import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { stageOf } from '@shared/casework/transitions';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';

/** A state in words; a stage's state is called by the stage. */
export function useStateText(item: ServiceItem) {
  const { t } = useTranslation('case');
  const text = useLocaleText();
  return useCallback(
    (state: string): string => {
      const stage = stageOf(item, state);
      return stage ? t('state.stage', { stage: text(stage.name) }) : t(`state.${state}`);
    },
    [item, t, text],
  );
}
