import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { stageOf } from '@shared/casework/transitions';
import { useKnown, useLocaleText, useSession } from '../../app/context';
import { useDivisionGroups } from '../../ui/form/divisionChoices';
import { useDivisionName } from '../../ui/form/useDivisionName';
import { stateWords } from '../casefile/stateWords';

/** How the values of filters are called. */
export function useFilterWords() {
  const { t } = useTranslation('case');
  const { items, itemOf } = useKnown();
  const { device } = useSession();
  const text = useLocaleText();
  const groups = useDivisionGroups('township');
  const office = useDivisionName();
  return useMemo(() => {
    const townships = new Map(
      groups?.flatMap(({ options }) => options.map(({ value, label }) => [value, label] as const)),
    );
    return {
      item: (code: string) => {
        const item = itemOf(code);
        return item ? text(item.name) : code;
      },
      township: (code: string) =>
        townships.get(code) ?? (code === device.divisionCode ? device.divisionName : code),
      office,
      // A stage is called by the first item that has it; items that share a stage's name share its meaning.
      state: (state: string) =>
        stateWords(
          items.find((item) => stageOf(item, state) !== undefined),
          state,
          t,
          text,
        ),
      light: (light: string) => t(`light.${light}`),
      mark: (mark: string) => t(`mark.${mark}`),
      actor: (name: string) => name,
    };
  }, [t, items, itemOf, device, text, groups, office]);
}
