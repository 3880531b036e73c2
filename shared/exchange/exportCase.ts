import { CaseExport, Disclosure, type EmptyColumn, type ExportedTable } from './caseExport';
import { concealed, type Row, type Table } from './column';
import type { ExchangeInput } from './input';
import { numberOf } from './parties';
import { lateSteps } from './steps';
import { allTables } from './tables';

function emptyColumns({ columns }: Table, rows: readonly Row[]): EmptyColumn[] {
  return columns.flatMap(({ key, name, required, noSource }): EmptyColumn[] => {
    if (noSource !== undefined) return [{ column: key, name, kind: 'noSource' }];
    const isLacking = (row: Row) => row[key] === '';
    if (required && rows.some(isLacking)) return [{ column: key, name, kind: 'requiredMissing' }];
    return rows.length > 0 && rows.every(isLacking) ? [{ column: key, name, kind: 'nothingRecorded' }] : [];
  });
}

function exportTable(table: Table, input: ExchangeInput, disclosure: Disclosure): ExportedTable {
  const rows = table.fill(input);
  const misfits = rows.flatMap((row, index) =>
    table.columns
      .filter(({ key, format }) => row[key] !== '' && !format.schema.safeParse(row[key]).success)
      .map(({ key }) => ({ row: index, column: key })),
  );
  const shown =
    disclosure.kind === 'full'
      ? rows
      : rows.map((row) =>
          Object.fromEntries(
            table.columns.map((column) => [column.key, concealed(column, row[column.key] ?? '')]),
          ),
        );
  return {
    key: table.key,
    name: table.name,
    columns: table.columns.map(({ key, name, format }) => ({ key, name, notation: format.notation })),
    rows: shown,
    empty: emptyColumns(table, rows),
    misfits,
  };
}

/**
 * A case as the tables of GB/T 39046-2020 and of the national platform's upload family. Pure. Personal data and free text are
 * hidden unless the disclosure is full, whose reason the manifest keeps. Throws (ZodError) on a reason that says nothing and
 * on a case that was never received; values that do not fit a column are exported as they are and named in `misfits`.
 */
export function exportCase(input: ExchangeInput, disclosure: Disclosure = { kind: 'masked' }): CaseExport {
  const { facts, timeline, caseNumber, exportedAt, batch } = input;
  const asked = Disclosure.parse(disclosure);
  return CaseExport.parse({
    manifest: {
      schemaVersion: 1,
      caseId: facts.caseId,
      number: numberOf(input),
      numberIsOfficial: caseNumber !== undefined,
      itemCode: facts.itemCode,
      itemVersion: facts.itemVersion,
      exportedAt,
      batch,
      disclosure: asked,
      unconfirmed: timeline.filter(({ version }) => version === undefined).length,
      late: lateSteps(input),
    },
    tables: allTables.map((table) => exportTable(table, input, asked)),
  });
}
