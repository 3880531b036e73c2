import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { stagePart, windowPart, type CasePart } from '@shared/casework/handling';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';

/** How a part of a case is called: the window's work, or the stage by its own name. */
export function usePartText(item: ServiceItem): (part: CasePart) => string {
  const { t } = useTranslation('case');
  const text = useLocaleText();
  return useCallback(
    (part) => {
      if (part === windowPart) return t('part.window');
      const stage = item.stages.find((one) => stagePart(one) === part);
      return stage ? text(stage.name) : part;
    },
    [item, t, text],
  );
}
