type Compare = (a: number, b: number) => number;

/**
 * Slots of cases in an order. A change only notes its slot; at the next look the noted ones are sorted among themselves and
 * merged in, one pass over the rest, so that neither a save nor a first sync of thousands waits for a list that nobody looks at.
 */
export class SlotOrder {
  readonly #compare: Compare;
  #slots: readonly number[];
  #noted = new Set<number>();

  /** `slots` are in the order of `compare` already. */
  constructor(compare: Compare, slots: readonly number[]) {
    this.#compare = compare;
    this.#slots = slots;
  }

  /** A slot was filled, changed or emptied. */
  note(slot: number): void {
    this.#noted.add(slot);
  }

  /** All slots for which `exists` holds, in order; not to be changed, and valid until the next change. */
  slots(exists: (slot: number) => boolean): readonly number[] {
    const noted = this.#noted;
    if (noted.size === 0) return this.#slots;
    const added = [...noted].filter(exists).sort(this.#compare);
    const merged: number[] = [];
    let next = 0;
    for (const slot of this.#slots) {
      if (noted.has(slot)) continue;
      for (let one = added[next]; one !== undefined && this.#compare(one, slot) < 0; one = added[(next += 1)])
        merged.push(one);
      merged.push(slot);
    }
    for (; next < added.length; next += 1) merged.push(added[next] as number);
    this.#slots = merged;
    this.#noted = new Set();
    return merged;
  }
}
