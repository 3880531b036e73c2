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
  const asked = new Set(askedFields(formFields(item), form).map(({ id }) => id));
  const text = (field: string | undefined) => {
    const value = field !== undefined && asked.has(field) ? form[field] : undefined;
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
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
