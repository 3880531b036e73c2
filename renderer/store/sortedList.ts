/** First place whose key is not before `key`, in the order of `sign`. */
function placeOf(keys: readonly string[], key: string, sign: 1 | -1): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = keys[middle] ?? '';
    const isBefore = sign === 1 ? there < key : there > key;
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Separates the sort key from the identifier behind it; sorts before every character of either. */
const mark = '\u0000';

/**
 * Identifiers in the order of their keys. Taking one in or out moves what lies behind it and sorts nothing again, so that a
 * list of a hundred thousand follows a change in well under a millisecond.
 */
export class SortedList {
  readonly #sign: 1 | -1;
  readonly #keys: string[];

  constructor(entries: readonly { key: string; id: string }[], direction: 'ascending' | 'descending') {
    const sign = direction === 'ascending' ? 1 : -1;
    this.#sign = sign;
    this.#keys = entries.map(({ key, id }) => key + mark + id);
    this.#keys.sort((a, b) => (a < b ? -sign : a > b ? sign : 0));
  }

  get length(): number {
    return this.#keys.length;
  }

  add(key: string, id: string): void {
    const whole = key + mark + id;
    this.#keys.splice(placeOf(this.#keys, whole, this.#sign), 0, whole);
  }

  /** Without effect where it is not in the list under this key. */
  remove(key: string, id: string): void {
    const whole = key + mark + id;
    const place = placeOf(this.#keys, whole, this.#sign);
    if (this.#keys[place] === whole) this.#keys.splice(place, 1);
  }

  slice(offset: number, limit: number): string[] {
    return this.#keys.slice(offset, offset + limit).map((whole) => whole.slice(whole.indexOf(mark) + 1));
  }
}
