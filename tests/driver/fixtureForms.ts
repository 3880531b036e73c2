import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FormData } from '../../shared/casework/event';
import { askedFields } from '../../shared/catalogue/condition';
import type { Field, SimpleField } from '../../shared/catalogue/field';
import { requiredMaterials } from '../../shared/catalogue/requiredMaterials';
import { formFields, ServiceItem } from '../../shared/catalogue/serviceItem';
import type { Filling } from './clerkHands';
import { projectRoot } from './projectRoot';

const read = (...parts: string[]): unknown =>
  JSON.parse(readFileSync(path.join(projectRoot, ...parts), 'utf8'));

/** The items of the product, by code. */
export const readItems = (): ServiceItem[] =>
  readdirSync(path.join(projectRoot, 'resources', 'catalogue'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => ServiceItem.parse(read('resources', 'catalogue', name)));

/** A value as a person types or chooses it. */
function typed(field: SimpleField, value: unknown): string {
  if (field.type === 'yesNo') return value === true ? '是' : '否';
  if (field.type === 'choice')
    return field.options.find((option) => option.value === value)?.label['zh-CN'] ?? '';
  return String(value);
}

const isTyped = (field: Field | SimpleField, value: unknown) =>
  field.computed === undefined && value !== undefined && value !== null;

/** The filled form of an item from the fixtures, as a clerk fills it in: what is asked, in reading order, in the words shown. */
export function fixtureFilling(item: ServiceItem): { form: FormData; filling: Filling; materials: string[] } {
  const form = FormData.parse(read('tests', 'fixtures', 'forms', `${item.code}.json`));
  const filling: Filling = {};
  for (const field of askedFields(formFields(item), form)) {
    const value = form[field.id];
    if (!isTyped(field, value)) continue;
    if (field.type !== 'table') filling[field.id] = typed(field, value);
    else if (Array.isArray(value))
      filling[field.id] = value.map((row) =>
        Object.fromEntries(
          askedFields(field.columns, row).flatMap((column) =>
            isTyped(column, row[column.id]) ? [[column.id, typed(column, row[column.id])]] : [],
          ),
        ),
      );
  }
  return { form, filling, materials: requiredMaterials(item, form).map(({ id }) => id) };
}
