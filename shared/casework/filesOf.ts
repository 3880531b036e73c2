import type { CaseEvent, MaterialFile } from './event';

/** A file with the case and the entry of its materials list that name it, and the item where the event says it. */
export type NamedFile = MaterialFile & {
  caseId: string;
  materialId: string;
  itemCode?: string;
  itemVersion?: number;
};

/** The files that an event names, small ones first. */
export function filesOf(event: CaseEvent): NamedFile[] {
  const { caseId, payload } = event;
  const records = 'materials' in payload ? (payload.materials ?? []) : [];
  const item =
    event.type === 'application.received'
      ? { itemCode: event.payload.itemCode, itemVersion: event.payload.itemVersion }
      : {};
  return records
    .flatMap(({ materialId, files }) => files.map((file) => ({ ...file, caseId, materialId, ...item })))
    .sort((a, b) => a.size - b.size);
}
