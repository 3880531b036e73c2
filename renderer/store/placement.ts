/** Where on the disk what is held in memory of each case lies. Changed only after a transaction has ended well. */
export type Placement = {
  pageOf: Map<string, number>;
  casesOn: Map<number, readonly string[]>;
  lastPage: number;
  /** Cases of which events lie in a block. */
  blockOf: Map<string, number>;
  lastBlock: number;
  /** Cases that have a single row in `summaries`, to be folded into a page. */
  single: Set<string>;
  /** Cases that have rows in `events`; true where some of them may belong into the history. */
  loose: Map<string, boolean>;
  /** Cases of which events are here and no summary. */
  unshown: Set<string>;
};

export const emptyPlacement = (): Placement => ({
  pageOf: new Map(),
  casesOn: new Map(),
  lastPage: 0,
  blockOf: new Map(),
  lastBlock: 0,
  single: new Set(),
  loose: new Map(),
  unshown: new Set(),
});

/** Notes what a page holds now. */
export function placeOn({ pageOf, casesOn }: Placement, pageId: number, caseIds: readonly string[]): void {
  casesOn.set(pageId, caseIds);
  for (const caseId of caseIds) pageOf.set(caseId, pageId);
}
