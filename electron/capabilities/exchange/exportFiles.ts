import { shanghaiDate } from '@shared/calendar/dates';
import type { CaseExport, ExportFormat, ExportManifest } from '@shared/exchange/caseExport';
import { dateTimeText } from '@shared/exchange/formats';
import { toCsv, toFieldList, toJson } from '@shared/exchange/writeTables';

/** A file of an export: its name and its text. */
export type ExportFile = { name: string; text: string };

/** Name of an export's folder: case number and time, never a person. What a file system does not take becomes a hyphen. */
export function exportFolderName({ number, exportedAt }: ExportManifest): string {
  const time = dateTimeText(exportedAt).slice(9);
  const name = `${number}-${shanghaiDate(exportedAt)}-${time}`;
  return name.replace(/[\p{Cc}\\/:*?"<>|]/gu, '-').replace(/^\.+/, '-');
}

/**
 * The files of an export, the manifest last, so that a folder that has one is complete. As CSV a table that has no rows is left
 * out; the field list names it all the same.
 */
export function exportFiles(exported: CaseExport, format: ExportFormat): ExportFile[] {
  if (format === 'json') return [{ name: 'case.json', text: toJson(exported) }];
  return [
    ...exported.tables
      .filter(({ rows }) => rows.length > 0)
      .map((table) => ({ name: `${table.key}.csv`, text: toCsv(table) })),
    { name: 'fields.csv', text: toFieldList(exported) },
    { name: 'manifest.json', text: `${JSON.stringify(exported.manifest, null, 2)}\n` },
  ];
}
