import { askedFields } from '../catalogue/condition';
import { formFields, type ServiceItem } from '../catalogue/serviceItem';
import { Representative, type FormData } from './event';

/**
 * Who acts for the applicant 代办人, out of the item's form; undefined where nobody does, or the form does not ask. What stands
 * in a field that is not asked does not count.
 */
export function representativeIn(item: ServiceItem, form: FormData): Representative | undefined {
  const { agent } = item;
  if (!agent) return undefined;
  const asked = new Map(askedFields(formFields(item), form).map((field) => [field.id, field]));
  /** What stands in a field, in the words of the record: an option by its label. */
  const text = (id: string | undefined) => {
    const field = id === undefined ? undefined : asked.get(id);
    const value = field && form[field.id];
    if (!field || typeof value !== 'string' || value.trim() === '') return undefined;
    if (field.type !== 'choice') return value;
    return field.options.find((option) => option.value === value)?.label['zh-CN'];
  };
  const read = Representative.safeParse({
    name: text(agent.name),
    idNumber: text(agent.idNumber) ?? '',
    mobile: text(agent.mobile) ?? '',
    relation: text(agent.relation),
    scope: text(agent.scope),
    validUntil: text(agent.validUntil),
  });
  return read.success ? read.data : undefined;
}
