import type { Text } from '@shared/catalogue/field';
import type { Payload } from '@shared/casework/event';
import type { MaterialRequirement } from '@shared/catalogue/serviceItem';
import type { PlacedProblem } from '../../ui/form/placedProblem';

type Item = Payload<'supplement.requested'>['items'][number];
type Words = {
  text: (both: Text) => string;
  problemText: (problem: PlacedProblem) => string;
  formRemedy: (field: string) => string;
  materialProblem: (material: string) => string;
  materialRemedy: (material: string) => string;
};

/**
 * Everything that is missing, as the one-time notice 一次性告知 has to say it (行政许可法 Art. 32(4): once, all of it).
 * The clerk reads and edits it before it is issued.
 */
export function supplementItemsFor(
  problems: readonly PlacedProblem[],
  missing: readonly MaterialRequirement[],
  { text, problemText, formRemedy, materialProblem, materialRemedy }: Words,
): Item[] {
  return [
    ...missing.map((material) => ({
      materialId: material.id,
      problem: materialProblem(text(material.name)),
      remedy: material.requirement ? text(material.requirement) : materialRemedy(text(material.name)),
    })),
    ...problems.map((problem) => ({
      problem: problemText(problem),
      remedy: formRemedy(text(problem.field.label)),
    })),
  ];
}
