import type { FormData } from '@shared/casework/event';

/** Only what differs between two states of a form; a field that was emptied is said to be empty. */
export function changedFields(before: FormData, after: FormData): FormData {
  const changed: FormData = {};
  for (const id of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const value = after[id] ?? null;
    if (JSON.stringify(before[id] ?? null) !== JSON.stringify(value)) changed[id] = value;
  }
  return changed;
}
