import { codeLists } from '../codeLists';
import { column } from '../column';
import { codeOf, text } from '../formats';
import { numberOf } from '../parties';

/** 办件编号: the key under which the tables of one case belong together. */
export const caseNumberColumn = column<unknown>(
  'caseNumber',
  '办件编号',
  text(50),
  (_subject, input) => numberOf(input),
  { required: true },
);

/** 办件类型 (table A.6). */
export const handlingColumn = column<unknown>(
  'handlingCode',
  '办件类型代码',
  codeOf('A.6', codeLists.handling),
  (_subject, { item }) => (item.handling === 'instant' ? '1' : '2'),
  { required: true },
);
