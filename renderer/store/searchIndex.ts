import { pinyin } from 'pinyin-pro';
import type { StoredSummary } from './records';

/** Pinyin initials of a name, lower case: 李晓梅 is lxm. Letters and digits stay as they are. */
export function nameInitials(name: string): string {
  const parts = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', mode: 'surname' });
  return parts
    .join('')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

const withoutBlanks = (text: string) => text.toLowerCase().replaceAll(/\s/g, '');
const nameText = ({ summary, initials }: StoredSummary) =>
  `${withoutBlanks(summary.applicantName)} ${initials}\n`;
const isCompact = /^[0-9A-Z]*$/;
const compact = (text: string) =>
  isCompact.test(text) ? text : text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
const digitText = ({ summary }: StoredSummary) => {
  const { applicantIdNumber, applicantMobile, provisionalNumber, officialNumber } = summary;
  const numbers = [applicantIdNumber, applicantMobile, provisionalNumber, officialNumber ?? ''];
  return `${numbers.map(compact).join(' ')}\n`;
};

/** What a person typed, as the texts are written: digits look among numbers, everything else among names. */
function readQuery(typed: string): { among: 'names' | 'digits'; wanted: string } {
  const trimmed = typed.trim();
  if (/\d/.test(trimmed)) return { among: 'digits', wanted: compact(trimmed) };
  return { among: 'names', wanted: withoutBlanks(trimmed) };
}

type Texts = { ids: string[]; starts: Record<'names' | 'digits', number[]>; names: string; digits: string };
const empty: Texts = { ids: [], starts: { names: [], digits: [] }, names: '', digits: '' };

/** Cases changed since the texts were built; above this the texts are built again at the next search. */
const overlayLimit = 500;

/** Index of the last start that is not behind `position`. */
function placeOf(starts: readonly number[], position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Search over all cases: one string of names with their initials and one of numbers, scanned for a part. Lives in memory
 * only, because it is plain text.
 */
export class SearchIndex {
  #texts = empty;
  #changed = new Set<string>();
  readonly #all: ReadonlyMap<string, StoredSummary>;

  constructor(all: ReadonlyMap<string, StoredSummary>) {
    this.#all = all;
  }

  /** A case was added, changed or taken out. */
  note(caseId: string): void {
    this.#changed.add(caseId);
  }

  /** Identifiers of at most `limit` cases, lately changed ones first. */
  find(typed: string, limit: number): string[] {
    const { among, wanted } = readQuery(typed);
    if (wanted === '' || limit < 1) return [];
    if (this.#changed.size > overlayLimit) this.build();
    const found: string[] = [];
    for (const caseId of this.#changed) {
      const record = this.#all.get(caseId);
      if (!record) continue;
      const text = among === 'names' ? nameText(record) : digitText(record);
      if (text.includes(wanted) && found.push(caseId) === limit) return found;
    }
    const { ids, starts } = this.#texts;
    const text = this.#texts[among];
    for (let at = text.indexOf(wanted); at >= 0;) {
      const place = placeOf(starts[among], at);
      const caseId = ids[place];
      if (caseId !== undefined && !this.#changed.has(caseId) && found.push(caseId) === limit) return found;
      at = text.indexOf(wanted, starts[among][place + 1] ?? text.length);
    }
    return found;
  }

  /** Builds the texts anew from all cases; 40 ms and more at a hundred thousand. */
  build(): void {
    const records = [...this.#all.values()].sort((a, b) =>
      a.summary.lastChangeAt < b.summary.lastChangeAt ? 1 : -1,
    );
    const names: string[] = [];
    const digits: string[] = [];
    const starts: Texts['starts'] = { names: [], digits: [] };
    let [nameEnd, digitEnd] = [0, 0];
    for (const record of records) {
      const [name, number] = [nameText(record), digitText(record)];
      starts.names.push(nameEnd);
      starts.digits.push(digitEnd);
      nameEnd += name.length;
      digitEnd += number.length;
      names.push(name);
      digits.push(number);
    }
    const ids = records.map(({ summary }) => summary.caseId);
    this.#texts = { ids, starts, names: names.join(''), digits: digits.join('') };
    this.#changed = new Set();
  }
}
