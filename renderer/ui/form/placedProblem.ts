import type { Field, SimpleField, TableField } from '@shared/catalogue/field';

/** A problem of a form with the field it belongs to; `name` is the field's path in the form. */
export type PlacedProblem =
  | { name: string; kind: string; field: Field; row?: undefined }
  | { name: string; kind: string; field: SimpleField; row: number; table: TableField };
