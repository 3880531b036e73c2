import type { CaseEvent } from '@shared/casework/event';
import type { CaseFile, StepCommand } from '../../store/storeApi';

/** What of a refused step a person wants all the same: ids of form fields, and of materials. */
export type Chosen = { fields: ReadonlySet<string>; materials: ReadonlySet<string> };

/** Whether the fields of a refused step can be recorded again one by one, on the case as it stands. */
export const canChoose = (event: CaseEvent, file: CaseFile | undefined): boolean =>
  (event.type === 'application.amended' || event.type === 'record.corrected') &&
  file?.steps.find(({ type }) => type === event.type)?.why === undefined &&
  file !== undefined;

/** A new step with the chosen parts of the refused one; undefined where nothing was chosen. */
export function mineAgain(event: CaseEvent, { fields, materials }: Chosen): StepCommand | undefined {
  if (event.type !== 'application.amended' && event.type !== 'record.corrected') return undefined;
  const form = Object.fromEntries(Object.entries(event.payload.form).filter(([id]) => fields.has(id)));
  if (event.type === 'record.corrected')
    return fields.size === 0 ? undefined : { type: event.type, payload: { ...event.payload, form } };
  const handed = (event.payload.materials ?? []).filter(({ materialId }) => materials.has(materialId));
  if (fields.size + handed.length === 0) return undefined;
  return { type: event.type, payload: { form, ...(handed.length > 0 ? { materials: handed } : {}) } };
}
