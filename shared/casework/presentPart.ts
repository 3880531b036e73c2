import type { ServiceItem } from '../catalogue/serviceItem';
import { stagePart, windowPart, type CasePart } from './handling';
import { procedureIn, stageOf, states } from './transitions';

/** The part of a case that is being done in a state; the request for a special procedure lies with who decides. */
export function presentPart(item: ServiceItem, state: string): CasePart {
  const last = item.stages.at(-1);
  const stage = procedureIn(state) === 'asked' ? last : stageOf(item, state);
  if (stage) return stagePart(stage);
  return state === states.granted && last ? stagePart(last) : windowPart;
}
