import type { Field, Section } from './field';
import { fieldSchema } from './fieldSchema';
import { wholeFormProblems } from './formExpressionProblems';
import type { DefinitionProblem } from './itemProblems';
import type { BundleChild, ServiceItem } from './serviceItem';

type Bundle = {
  code: string;
  form: readonly Section[];
  materials: readonly { id: string }[];
  stages: readonly unknown[];
  bundle?: readonly BundleChild[] | undefined;
};

/** What a bundle 一件事 says wrongly of itself; what it says of its children only the whole set shows. */
export function bundleProblems({ code, form, materials, stages, bundle }: Bundle): DefinitionProblem[] {
  if (!bundle) return [];
  const fields = new Set(form.flatMap((section) => section.fields.map(({ id }) => id)));
  const papers = new Set(materials.map(({ id }) => id));
  const problems: DefinitionProblem[] = [];
  if (stages.length !== 1)
    problems.push({
      path: ['stages'],
      reason: 'a bundle has one stage, the decision that closes it; the other stages are those of its cases',
    });
  if (bundle.filter((child) => child.lead).length !== 1)
    problems.push({ path: ['bundle'], reason: 'exactly one case of a bundle leads (主办)' });
  bundle.forEach((child, index) => {
    const path = ['bundle', index];
    problems.push(...wholeFormProblems(form, [...path, 'onlyWhen'], child.onlyWhen));
    if (child.itemCode === code)
      problems.push({ path: [...path, 'itemCode'], reason: 'a bundle does not open itself' });
    for (const [to, from] of Object.entries(child.form))
      if (typeof from === 'string' && !fields.has(from))
        problems.push({ path: [...path, 'form', to], reason: `the bundle's form has no field "${from}"` });
    for (const [to, from] of Object.entries(child.materials))
      if (!papers.has(from))
        problems.push({ path: [...path, 'materials', to], reason: `the bundle has no material "${from}"` });
  });
  return problems;
}

/** A table goes into a table, a value into a value. */
const fits = (to: Field, from: Field | undefined) => (to.type === 'table') === (from?.type === 'table');

/** What is wrong with what a bundle says of one child, given the child's item. */
function childProblems(
  bundle: ServiceItem,
  child: BundleChild,
  item: ServiceItem,
  path: DefinitionProblem['path'],
) {
  const problems: DefinitionProblem[] = [];
  const fields = item.form.flatMap((section) => section.fields);
  const bundleFields = bundle.form.flatMap((section) => section.fields);
  if (item.bundle) problems.push({ path: [...path, 'itemCode'], reason: `${item.code} is a bundle itself` });
  for (const [id, from] of Object.entries(child.form)) {
    const field = fields.find((one) => one.id === id);
    const reasonOf = () => {
      if (!field) return `${item.code} has no field "${id}"`;
      if (typeof from === 'string')
        return fits(
          field,
          bundleFields.find((one) => one.id === from),
        )
          ? undefined
          : `"${id}" and "${from}" must both be tables, or neither`;
      return field.type !== 'table' && fieldSchema(field).safeParse(from.value).success
        ? undefined
        : `${item.code} does not take this value for "${id}"`;
    };
    const reason = reasonOf();
    if (reason !== undefined) problems.push({ path: [...path, 'form', id], reason });
  }
  for (const field of fields)
    if (field.required && field.computed === undefined && !field.visibleWhen && !(field.id in child.form))
      problems.push({
        path: [...path, 'form'],
        reason: `${item.code} requires "${field.id}", which nothing is put into`,
      });
  for (const id of Object.keys(child.materials))
    if (!item.materials.some((material) => material.id === id))
      problems.push({ path: [...path, 'materials', id], reason: `${item.code} has no material "${id}"` });
  return problems;
}

/**
 * What only the whole set of definitions shows: the items that bundles open exist, and take what the bundle hands them. Of
 * several versions the latest is the one that new cases are opened of.
 */
export function catalogueProblems(
  items: readonly ServiceItem[],
): (DefinitionProblem & { code: string; version: number })[] {
  return items.flatMap((bundle) =>
    (bundle.bundle ?? []).flatMap((child, index) => {
      const path = ['bundle', index];
      const latest = items
        .filter(({ code }) => code === child.itemCode)
        .reduce<ServiceItem | undefined>((a, b) => (a && a.version > b.version ? a : b), undefined);
      const problems = latest
        ? childProblems(bundle, child, latest, path)
        : [{ path: [...path, 'itemCode'], reason: `no definition of ${child.itemCode} is there` }];
      return problems.map((problem) => ({ ...problem, code: bundle.code, version: bundle.version }));
    }),
  );
}
