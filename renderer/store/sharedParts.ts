import type { StoredSummary } from './records';

const texts = new Map<string, string>();
const turns = new Map<string, StoredSummary['summary']['turn']>();
const noMarks: StoredSummary['summary']['marks'] = [];
const noPauses: StoredSummary['summary']['pauses'] = [];

/** Days: a few thousand for all cases. */
const days = [
  'receivedOn',
  'supplementedOn',
  'acceptedOn',
  'decidedOn',
  'deliveredOn',
  'endedOn',
  'stageSince',
  'toleratedDueOn',
] as const;

const shared = (text: string): string => {
  const known = texts.get(text);
  if (known !== undefined) return known;
  texts.set(text, text);
  return text;
};

/**
 * A summary just read from the disk, with what a hundred thousand cases have in common held once instead of once a case. Takes the
 * record over: nobody else may hold it.
 */
export function withSharedParts(record: StoredSummary): StoredSummary {
  const { summary } = record;
  record.pinyin = shared(record.pinyin);
  summary.itemCode = shared(summary.itemCode);
  summary.originDivision = shared(summary.originDivision);
  summary.state = shared(summary.state);
  summary.lastActor = shared(summary.lastActor);
  for (const key of days) {
    const day = summary[key];
    if (day !== undefined) summary[key] = shared(day);
  }
  if (summary.marks.length === 0) summary.marks = noMarks;
  if (summary.pauses.length === 0) summary.pauses = noPauses;
  for (const pause of summary.pauses) {
    pause.from = shared(pause.from);
    if (pause.to !== undefined) pause.to = shared(pause.to);
  }
  if (summary.turn) {
    const { role, level, division = '' } = summary.turn;
    const key = `${role}|${level}|${division}`;
    const turn = turns.get(key) ?? summary.turn;
    turns.set(key, turn);
    summary.turn = turn;
  }
  return record;
}
