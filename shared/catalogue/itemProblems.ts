import { conditionProblems } from './condition';
import type { Field, Section, SimpleField } from './field';

/** The parts of a definition that must agree with each other; the schema has already checked each by itself. */
type Parts = {
  basicCode: string;
  itemType: string;
  applicant: Record<string, string>;
  form: readonly Section[];
  materials: readonly { id: string }[];
  stages: readonly { id: string; kind: string; noticeDays?: number | undefined }[];
};
type Problem = { path: (string | number)[]; reason: string };

/** What does not agree in a definition, each with the field to mend and the reason. */
export function itemProblems(item: Parts): Problem[] {
  return [
    ...codeProblems(item),
    ...repeated(item.form.flatMap((section) => section.fields.map((field) => field.id))).map((id) =>
      used(['form'], id),
    ),
    ...repeated(item.materials.map((material) => material.id)).map((id) => used(['materials'], id)),
    ...repeated(item.stages.map((stage) => stage.id)).map((id) => used(['stages'], id)),
    ...applicantProblems(item),
    ...formProblems(item.form),
    ...stageProblems(item.stages),
  ];
}

const repeated = (ids: readonly string[]) => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
];
const used = (path: Problem['path'], id: string): Problem => ({
  path,
  reason: `the id "${id}" is used twice`,
});

/** Characters 3 and 4 of a 基本编码 are the item type (GB/T 39554.1). */
const codeProblems = ({ basicCode, itemType }: Parts): Problem[] =>
  basicCode.slice(2, 4) === itemType
    ? []
    : [{ path: ['basicCode'], reason: `digits 3 and 4 are the item type, which is ${itemType}` }];

function applicantProblems({ applicant, form }: Parts): Problem[] {
  const fields = new Map(
    form.flatMap((section) => section.fields.map((field) => [field.id, field] as const)),
  );
  return Object.entries(applicant).flatMap(([part, id]) => {
    const field = fields.get(id);
    if (!field) return [{ path: ['applicant', part], reason: `the form has no field "${id}"` }];
    if (field.type === 'table') return [{ path: ['applicant', part], reason: `"${id}" is a table` }];
    return [];
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

const stageProblems = (stages: Parts['stages']): Problem[] =>
  stages.flatMap((stage, index) => {
    const problems: Problem[] = [];
    if ((stage.kind === 'decision') !== (index === stages.length - 1))
      problems.push({
        path: ['stages', index, 'kind'],
        reason: 'the last stage, and only the last, is the decision',
      });
    if (stage.kind === 'publicNotice' && stage.noticeDays === undefined)
      problems.push({
        path: ['stages', index, 'noticeDays'],
        reason: 'a public notice says how many days it hangs',
      });
    return problems;
  });
