/**
 * Opening a hundred thousand sealed rows took eight seconds, most of it in reading and opening them one by one. Summaries now
 * lie 48 to a page, and what is history of a case in one record. Rows of the first form stay what they are, single records
 * that count before the page or history they belong to, and are folded into pages and histories when nothing else is to
 * be done: they are sealed, and no upgrade could open them.
 */
export const pages = {
  version: 2,
  stores: {
    pages: 'pageId',
    histories: 'caseId',
  },
} as const;
