import type { Payload } from '@shared/casework/event';
import type { MaterialRequirement } from '@shared/catalogue/serviceItem';
import type { PlacedProblem } from '../../ui/form/placedProblem';

type Item = Payload<'supplement.requested'>['items'][number];

/** A sentence of an event holds at most 1000 characters; a form that is all empty can say more than that. */
const shortened = (sentence: string) => (sentence.length <= 1000 ? sentence : `${sentence.slice(0, 999)}…`);

const placeOf = (placed: PlacedProblem) =>
  placed.row === undefined
    ? placed.field.label['zh-CN']
    : `${placed.table.label['zh-CN']}第${placed.row + 1}行${placed.field.label['zh-CN']}`;

/**
 * Everything that is missing, as the one-time notice 一次性告知 has to say it (行政许可法 Art. 32(4): once, all of it): each
 * material, each wrong entry, and what is not filled in together in one line. In Chinese, because it is printed; the
 * clerk edits it before it is issued. `problemText` says in Chinese what is wrong with an entry.
 */
export function supplementItemsFor(
  problems: readonly PlacedProblem[],
  missing: readonly MaterialRequirement[],
  problemText: (problem: PlacedProblem['problem']) => string,
): Item[] {
  const isEmpty = ({ problem }: PlacedProblem) => problem.key === 'form.required';
  const empty = problems.filter(isEmpty).map(placeOf);
  const materials = missing.map(({ id, name, requirement }) => ({
    materialId: id,
    problem: `未提交“${name['zh-CN']}”。`,
    remedy: requirement?.['zh-CN'] ?? `请提交“${name['zh-CN']}”。`,
  }));
  const wrong = problems
    .filter((placed) => !isEmpty(placed))
    .map((placed) => ({
      problem: `申请表“${placeOf(placed)}”：${problemText(placed.problem)}`,
      remedy: `请在申请表中更正“${placeOf(placed)}”。`,
    }));
  if (empty.length === 0) return [...materials, ...wrong];
  const notFilled = {
    problem: shortened(`申请表以下各项未填写：${empty.join('、')}。`),
    remedy: '请在申请表中补填以上各项。',
  };
  return [...materials, ...wrong, notFilled];
}
