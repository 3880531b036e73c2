import type { StoredSummary } from './records';

const withoutBlanks = (text: string) => text.toLowerCase().replaceAll(/\s/g, '');

/** A name as it is written. */
const nameText = ({ summary }: StoredSummary) => `${withoutBlanks(summary.applicantName)}\n`;
/** A name as it is spelled: initials, then the whole pinyin. 李晓梅 is "lxm lixiaomei". */
const spelledText = ({ pinyin }: StoredSummary) => {
  const letters = pinyin.replaceAll(/[^\p{L}\p{N} ]/gu, '');
  const initials = letters.split(' ').map((syllable) => syllable.slice(0, 1));
  return `${initials.join('')} ${withoutBlanks(letters)}\n`;
};
const isCompact = /^[0-9A-Z]*$/;
const compact = (text: string) =>
  isCompact.test(text) ? text : text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
const digitText = ({ summary }: StoredSummary) => {
  const { applicantIdNumber, applicantMobile, provisionalNumber, officialNumber } = summary;
  const numbers = [applicantIdNumber, applicantMobile, provisionalNumber, officialNumber ?? ''];
  return `${numbers.map(compact).join(' ')}\n`;
};

const writers = { names: nameText, spelled: spelledText, digits: digitText };
type Kind = keyof typeof writers;
const kinds = Object.keys(writers) as Kind[];

/**
 * What a person typed, as the texts are written: with a digit among numbers, all in Latin letters among spelled names,
 * everything else among names as they are written.
 */
function readQuery(typed: string): { among: Kind; wanted: string } {
  const trimmed = typed.trim();
  if (/\d/.test(trimmed)) return { among: 'digits', wanted: compact(trimmed) };
  const wanted = withoutBlanks(trimmed).replaceAll(/['’·.]/g, (mark) => (mark === '·' ? mark : ''));
  return { among: /^[a-zü]+$/.test(wanted) ? 'spelled' : 'names', wanted };
}

/** One text for all cases with the place at which each begins; the texts of Latin letters take a byte a letter. */
type Texts = Record<Kind, { text: string; starts: Uint32Array }>;
const noText = () => ({ text: '', starts: new Uint32Array() });
const empty: Texts = { names: noText(), spelled: noText(), digits: noText() };

/** Cases changed since the texts were built; above this they are built again. */
const overlayLimit = 500;

/** Index of the last start that is not behind `position`. */
function placeOf(starts: Uint32Array, position: number): number {
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
 * Search over all cases: a string each of names, of their pinyin and of numbers, scanned for a part. Lives in memory only,
 * because it is plain text.
 */
export class SearchIndex {
  #texts = empty;
  #ids: string[] = [];
  /** Texts of the cases changed since; written when they are first looked at. */
  #changed = new Map<string, Record<Kind, string> | undefined>();
  readonly #find: (caseId: string) => StoredSummary | undefined;

  constructor(find: (caseId: string) => StoredSummary | undefined) {
    this.#find = find;
  }

  /** A case was added, changed or taken out. */
  note(caseId: string): void {
    this.#changed.set(caseId, undefined);
  }

  /** So many cases changed that `build` comes cheaper than looking at each. */
  get isStale(): boolean {
    return this.#changed.size > overlayLimit;
  }

  #overlay(caseId: string): Record<Kind, string> | undefined {
    const known = this.#changed.get(caseId);
    if (known) return known;
    const record = this.#find(caseId);
    if (!record) return undefined;
    const texts = { names: nameText(record), spelled: spelledText(record), digits: digitText(record) };
    this.#changed.set(caseId, texts);
    return texts;
  }

  /** Identifiers of at most `limit` cases, lately changed ones first. */
  find(typed: string, limit: number): string[] {
    const { among, wanted } = readQuery(typed);
    if (wanted === '' || limit < 1) return [];
    const found: string[] = [];
    for (const caseId of this.#changed.keys())
      if (this.#overlay(caseId)?.[among].includes(wanted) && found.push(caseId) === limit) return found;
    const { text, starts } = this.#texts[among];
    for (let at = text.indexOf(wanted); at >= 0;) {
      const place = placeOf(starts, at);
      const caseId = this.#ids[place];
      if (caseId !== undefined && !this.#changed.has(caseId) && found.push(caseId) === limit) return found;
      at = text.indexOf(wanted, starts[place + 1] ?? text.length);
    }
    return found;
  }

  /** Builds the texts anew from all cases, in the order in which they are to be found. */
  build(records: readonly StoredSummary[]): void {
    const build = (kind: Kind) => {
      const write = writers[kind];
      const starts = new Uint32Array(records.length);
      const parts: string[] = [];
      let end = 0;
      records.forEach((record, at) => {
        const part = write(record);
        starts[at] = end;
        end += part.length;
        parts.push(part);
      });
      return { text: parts.join(''), starts };
    };
    this.#texts = Object.fromEntries(kinds.map((kind) => [kind, build(kind)])) as Texts;
    this.#ids = records.map(({ summary }) => summary.caseId);
    this.#changed = new Map();
  }
}
