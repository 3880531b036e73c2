import type { CaseMark } from '@shared/casework/summary';

/** A row has room for two; the others stand in the case's head. */
const most = 2;

/** What somebody has to do something about, before what is good to know. */
const order: readonly CaseMark[] = [
  'tolerated',
  'askedTwice',
  'assisted',
  'transferred',
  'deemed',
  'late',
  'corrected',
  'bundle',
  'child',
];

/** Marks in the colour that asks for a look. */
export const urgent: ReadonlySet<CaseMark> = new Set(['tolerated', 'askedTwice']);

/** The marks that a row shows, the weightiest first. */
export const shownMarks = (marks: readonly CaseMark[]): CaseMark[] =>
  order.filter((mark) => marks.includes(mark)).slice(0, most);
