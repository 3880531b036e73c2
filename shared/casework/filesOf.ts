import type { CaseEvent, MaterialFile } from './event';

/** The files that an event names, small ones first. */
export function filesOf({ payload }: CaseEvent): MaterialFile[] {
  const records = 'materials' in payload ? (payload.materials ?? []) : [];
  return records.flatMap(({ files }) => files).sort((a, b) => a.size - b.size);
}
