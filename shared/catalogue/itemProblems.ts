import { bundleProblems } from './bundleProblems';
import { conditionProblems } from './condition';
import type { Field, Section, SimpleField } from './field';
import { formComputedProblems, ruleProblems, wholeFormProblems } from './formExpressionProblems';
import type { BundleChild } from './serviceItem';

/** The parts of a definition that must agree with each other; the schema has already checked each by itself. */
type Parts = {
  code: string;
  basicCode: string;
  itemType: string;
  applicant: Record<string, string>;
  form: readonly Section[];
  agent?: Record<string, string | undefined> | undefined;
  rules: readonly { id: string; holds: string; fields: readonly string[] }[];
  materials: readonly { id: string }[];
  stages: readonly Stage[];
  specialProcedures: readonly { id: string }[];
  afterChecks: readonly { id: string }[];
  bundle?: readonly BundleChild[] | undefined;
  publicFields: readonly string[];
};
type Stage = {
  id: string;
  kind: string;
  noticeDays?: number | undefined;
  onlyWhen?: string | undefined;
  optional: boolean;
};
/** What does not agree in a definition: where, and a sentence that its author can act on. */
export type DefinitionProblem = { path: (string | number)[]; reason: string };
type Problem = DefinitionProblem;

/** What does not agree in a definition, each with the field to mend and the reason. */
export function itemProblems(item: Parts): Problem[] {
  return [
    ...codeProblems(item),
    ...usedTwice(
      ['form'],
      item.form.flatMap((section) => section.fields),
    ),
    ...usedTwice(['rules'], item.rules),
    ...usedTwice(['materials'], item.materials),
    ...usedTwice(['stages'], item.stages),
    ...usedTwice(['specialProcedures'], item.specialProcedures),
    ...usedTwice(['afterChecks'], item.afterChecks),
    ...usedTwice(['bundle'], item.bundle ?? []),
    ...personProblems(item, 'applicant', item.applicant),
    ...personProblems(item, 'agent', item.agent ?? {}),
    ...formProblems(item.form),
    ...formComputedProblems(item.form),
    ...ruleProblems(item.form, item.rules),
    ...stageProblems(item),
    ...bundleProblems(item),
    ...publicFieldProblems(item),
  ];
}

const repeated = (ids: readonly string[]) => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
];
const used = (path: Problem['path'], id: string): Problem => ({
  path,
  reason: `the id "${id}" is used twice`,
});

const usedTwice = (path: Problem['path'], parts: readonly { id: string }[]) =>
  repeated(parts.map(({ id }) => id)).map((id) => used(path, id));

/** Characters 3 and 4 of a 基本编码 are the item type (GB/T 39554.1). */
const codeProblems = ({ basicCode, itemType }: Parts): Problem[] =>
  basicCode.slice(2, 4) === itemType
    ? []
    : [{ path: ['basicCode'], reason: `digits 3 and 4 are the item type, which is ${itemType}` }];

function personProblems({ form }: Parts, who: string, parts: Record<string, string | undefined>): Problem[] {
  const fields = new Map(
    form.flatMap((section) => section.fields.map((field) => [field.id, field] as const)),
  );
  return Object.entries(parts).flatMap(([part, id]) => {
    if (id === undefined) return [];
    const field = fields.get(id);
    if (!field) return [{ path: [who, part], reason: `the form has no field "${id}"` }];
    if (field.type === 'table') return [{ path: [who, part], reason: `"${id}" is a table` }];
    return [];
  });
}

/** Kinds of field that say who or where a person is; a public notice shows none (政府信息公开条例 Art. 15). */
const identifying = new Set(['citizenId', 'mobile', 'bankCard', 'disabilityCertificate', 'personName']);

function publicFieldProblems({ form, publicFields }: Parts): Problem[] {
  const fields = form.flatMap((section) => section.fields);
  return publicFields.flatMap((id, index) => {
    const path = ['publicFields', index];
    const field = fields.find((one) => one.id === id);
    if (!field) return [{ path, reason: `the form has no field "${id}"` }];
    const shown = field.type === 'table' ? field.columns : [field];
    const secret = shown.find((one) => identifying.has(one.type) || one.mask !== 'none');
    return secret
      ? [{ path, reason: `"${secret.id}" is masked or identifies a person; a notice may not show it` }]
      : [];
  });
}

function formProblems(form: readonly Section[]): Problem[] {
  const places = form.flatMap((section, s) =>
    section.fields.map((field, f) => ({ field, path: ['form', s, 'fields', f] })),
  );
  const conditions = conditionProblems(places.map(({ field }) => field)).map(({ index, reason }) => ({
    path: [...(places[index]?.path ?? []), 'visibleWhen'],
    reason,
  }));
  return [...conditions, ...places.flatMap(({ field, path }) => fieldProblems(field, path))];
}

function fieldProblems(field: Field | SimpleField, path: Problem['path']): Problem[] {
  switch (field.type) {
    case 'table': {
      const columns = repeated(field.columns.map((column) => column.id)).map((id) =>
        used([...path, 'columns'], id),
      );
      const conditions = conditionProblems(field.columns).map(({ index, reason }) => ({
        path: [...path, 'columns', index, 'visibleWhen'],
        reason,
      }));
      const inside = field.columns.flatMap((column, index) =>
        fieldProblems(column, [...path, 'columns', index]),
      );
      const rows =
        field.minRows > field.maxRows
          ? [{ path: [...path, 'maxRows'], reason: 'it is less than minRows' }]
          : [];
      return [...columns, ...conditions, ...inside, ...rows];
    }
    case 'choice':
      return repeated(field.options.map((option) => option.value)).map((value) => ({
        path: [...path, 'options'],
        reason: `the value "${value}" is used twice`,
      }));
    case 'money':
    case 'integer':
    case 'decimal':
      return field.maximum !== undefined && field.maximum < field.minimum
        ? [{ path: [...path, 'maximum'], reason: 'it is less than the minimum' }]
        : [];
    default:
      return [];
  }
}

const stageProblems = ({ form, stages }: Parts): Problem[] =>
  stages.flatMap((stage, index) => {
    const path = ['stages', index];
    const problems = wholeFormProblems(form, [...path, 'onlyWhen'], stage.onlyWhen);
    const decides = stage.kind === 'decision';
    if (decides !== (index === stages.length - 1))
      problems.push({
        path: [...path, 'kind'],
        reason: 'the last stage, and only the last, is the decision',
      });
    if (decides && stage.onlyWhen !== undefined)
      problems.push({ path: [...path, 'onlyWhen'], reason: 'the decision is gone through in every case' });
    if (decides && stage.optional)
      problems.push({ path: [...path, 'optional'], reason: 'the decision cannot be passed over' });
    if (stage.kind === 'publicNotice' && stage.noticeDays === undefined)
      problems.push({
        path: [...path, 'noticeDays'],
        reason: 'a public notice says how many days it hangs',
      });
    return problems;
  });
