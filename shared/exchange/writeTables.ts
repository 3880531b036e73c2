import { csvFormatRow } from 'd3-dsv';
import type { CaseExport, EmptyColumn, ExportedTable } from './caseExport';

/** Excel takes a file without it for the system's own encoding, and Chinese becomes unreadable. */
const byteOrderMark = '\uFEFF';

/**
 * A cell that begins with one of these is a formula to a spreadsheet, in their full-width forms too. Tab, return and line feed
 * are left off by spreadsheets, and what follows them counts.
 */
const beginsFormula = /^[=+\-@＝＋－＠\t\r\n]/u;

const safeCell = (value: string): string => (beginsFormula.test(value) ? `'${value}` : value);

const csv = (lines: readonly (readonly string[])[]): string =>
  `${byteOrderMark}${lines.map((line) => `${csvFormatRow(line.map(safeCell))}\r\n`).join('')}`;

/**
 * A table as CSV: RFC 4180 with CRLF, UTF-8 with byte order mark, one heading of column keys (their Chinese names stand in the
 * field list). A value that a spreadsheet would run as a formula gets an apostrophe before it; the JSON form carries it
 * unchanged.
 */
export const toCsv = ({ columns, rows }: Pick<ExportedTable, 'columns' | 'rows'>): string =>
  csv([columns.map(({ key }) => key), ...rows.map((row) => columns.map(({ key }) => row[key] ?? ''))]);

const emptyWords: Record<EmptyColumn['kind'], string> = {
  noSource: '没有来源',
  requiredMissing: '应有而缺',
  nothingRecorded: '本件没有',
};

/** 字段说明: every column of an export with its Chinese name, its format, and why it is empty, as CSV. */
export const toFieldList = ({ tables }: Pick<CaseExport, 'tables'>): string =>
  csv([
    ['表', '表名', '字段', '字段名', '格式', '空缺'],
    ...tables.flatMap(({ key, name, columns, empty }) =>
      columns.map((column) => {
        const why = empty.find((one) => one.column === column.key)?.kind;
        return [
          key,
          name,
          column.key,
          column.name,
          column.notation,
          why === undefined ? '' : emptyWords[why],
        ];
      }),
    ),
  ]);

/** An export as one JSON text, the manifest first. */
export const toJson = ({ manifest, tables }: CaseExport): string =>
  `${JSON.stringify({ manifest, tables }, null, 2)}\n`;
