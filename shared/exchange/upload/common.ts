import { z } from 'zod';
import { column, type Column } from '../column';
import { text, type Format } from '../formats';
import { numberOf } from '../parties';
import { rowGuid } from '../rowGuid';

const guid: Format = { notation: 'UUID', schema: z.guid() };

/**
 * row_guid and project_no, by which the tables of the family belong together and a row sent twice is known. `part` says which
 * row of the table it is.
 */
export const familyKeys = <Subject>(table: string, part: (subject: Subject) => string): Column<Subject>[] => [
  column<Subject>(
    'row_guid',
    '记录唯一标识',
    guid,
    (subject, input) => rowGuid(table, input.facts.caseId, part(subject)),
    { required: true },
  ),
  column<Subject>('project_no', '办件编号', text(50), (_subject, input) => numberOf(input), {
    required: true,
  }),
];
