import type { FormData } from '../casework/event';
import { valueOf, type ExpressionFacts } from './expression';
import type { MaterialRequirement, ServiceItem } from './serviceItem';

/** Whether a material has to be handed in, given what the form says; what cannot be said yet asks for nothing. */
export const isRequired = (
  { required, requiredWhen }: MaterialRequirement,
  form: FormData,
  facts?: ExpressionFacts,
): boolean => required || (requiredWhen !== undefined && valueOf(requiredWhen, form, facts) === true);

/** The materials that this form asks for, in the order of the list. */
export const requiredMaterials = (item: ServiceItem, form: FormData, facts?: ExpressionFacts) =>
  item.materials.filter((material) => isRequired(material, form, facts));
