import type { TFunction } from 'i18next';
import { procedureIn, stageOf } from '@shared/casework/transitions';
import type { Text } from '@shared/catalogue/field';
import type { ServiceItem } from '@shared/catalogue/serviceItem';

/** A state in words; a stage's state is called by the stage, that of its special procedure says so. */
export function stateWords(
  item: ServiceItem | undefined,
  state: string,
  t: TFunction<'case'>,
  text: (text: Text) => string,
): string {
  const stage = item && stageOf(item, state);
  if (!stage) return t(`state.${state}`);
  const procedure = procedureIn(state);
  const key =
    procedure === undefined ? 'stage' : procedure === 'asked' ? 'procedureAsked' : 'procedureRunning';
  return t(`state.${key}`, { stage: text(stage.name) });
}
