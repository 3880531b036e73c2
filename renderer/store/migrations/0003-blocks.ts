/**
 * A row for each case's history made a first sync slow: each was deflated and written for itself. Histories of cases that come
 * together now lie in one block, and the summary of a case says in which. Rows of `histories` stay what they are and count before a
 * block.
 */
export const blocks = {
  version: 3,
  stores: {
    blocks: 'blockId',
  },
} as const;
