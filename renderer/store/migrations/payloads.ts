import { pinyin } from 'pinyin-pro';
import type { TableName } from '../schema';

/** Lifts what was sealed under one payload version to the next; pure, and never changed once it was released. */
export type Raise = Partial<Record<TableName, (value: unknown) => unknown>>;

type FirstSummary = { summary: { applicantName: string }; initials?: string };

/** 2: the whole pinyin of the applicant's name instead of its initials, so that either finds the case and sorts it. */
const withPinyin = (value: unknown): unknown => {
  const { initials: _, ...kept } = value as FirstSummary;
  const syllables = pinyin(kept.summary.applicantName, { toneType: 'none', type: 'array', mode: 'surname' });
  return { ...kept, pinyin: syllables.join(' ').toLowerCase() };
};

/** `raises[n]` lifts from version n to n + 1. */
export const raises: Readonly<Record<number, Raise>> = {
  1: { summaries: withPinyin },
  // 3: places of events bear receipts; rows without them stay as they are.
  2: {},
  // 4: summaries say where a case was transferred and whom it was asked of; events of these kinds. Older rows stay as they are.
  3: {},
  // 5: pages of a first sync keep the summaries as they came, joined to the rest when they are opened. Older rows stay as they are.
  4: {},
  // 6: events that are elsewhere, and what is left of giving back. Older rows stay as they are.
  5: {},
};

/** The version that `raises` leads to; everything is sealed under it from now on. */
export const payloadVersion = 6;

/** Brings an opened value of an older version to the present one. */
export function raisePayload(table: TableName, version: number, value: unknown): unknown {
  let raised = value;
  for (let from = version; from < payloadVersion; from += 1)
    raised = raises[from]?.[table]?.(raised) ?? raised;
  return raised;
}
