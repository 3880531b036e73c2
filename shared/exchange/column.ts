import type { MaskKind } from '../catalogue/field';
import { maskByKind } from '../identity/mask';
import type { ExchangeInput } from './input';
import type { Format } from './formats';

/** How a value is hidden; free text is withheld whole, because nobody knows whom it names. */
export type Concealment = Exclude<MaskKind, 'none'> | 'freeText';

/** Stands where free text was withheld. */
export const withheld = '（已隐去）';

/** What a column is, apart from where its values come from. */
export type ColumnFacts = {
  key: string;
  name: string;
  format: Format;
  /** A row that lacks it is named in the export's own record. */
  required: boolean;
  conceals?: Concealment;
  /** Why no source gives this column a value; it is then always empty. */
  noSource?: string;
};

/** A column with its source, a function of what the table makes one row of. */
export type Column<Subject> = ColumnFacts & {
  source: (subject: Subject, input: ExchangeInput) => string | undefined;
};

type More = { required?: boolean; conceals?: Concealment };

/** A column that a case fills. */
export const column = <Subject>(
  key: string,
  name: string,
  format: Format,
  source: Column<Subject>['source'],
  { required = false, conceals }: More = {},
): Column<Subject> => ({ key, name, format, source, required, ...(conceals ? { conceals } : {}) });

/** A column that the receiver's table has and nothing here can fill. */
export const unsourced = (key: string, name: string, format: Format, noSource: string): Column<unknown> => ({
  key,
  name,
  format,
  source: () => undefined,
  required: false,
  noSource,
});

export type Row = Record<string, string>;

/** A table of an exchange: its columns as data, and its rows out of a case. */
export type Table = {
  key: string;
  name: string;
  columns: readonly ColumnFacts[];
  fill: (input: ExchangeInput) => Row[];
};

/** A table of which each row is made from one subject: the case itself, one of its steps, one of its papers. */
export function table<Subject>(described: {
  key: string;
  name: string;
  subjects: (input: ExchangeInput) => readonly Subject[];
  columns: readonly Column<Subject>[];
}): Table {
  const { key, name, subjects, columns } = described;
  const fill = (input: ExchangeInput) =>
    subjects(input).map((subject) =>
      Object.fromEntries(columns.map((one) => [one.key, one.source(subject, input)?.trim() ?? ''])),
    );
  return { key, name, columns, fill };
}

/** A value as a masked export shows it. */
export function concealed(column: ColumnFacts, value: string): string {
  if (value === '' || column.conceals === undefined) return value;
  return column.conceals === 'freeText' ? withheld : maskByKind(column.conceals, value);
}
