/** Chance that can be repeated: the same seed gives the same faults at the same places. */
export type Seeded = {
  /** A whole number from 0 to below `limit`. */
  below: (limit: number) => number;
  /** Whether something that happens in `percent` of all cases happens now. */
  happens: (percent: number) => boolean;
  /** One of these, each as likely as it is often in the list. */
  oneOf: <T>(choices: readonly T[]) => T;
};

/** The chance of one cycle: it depends on nothing that happened in those before. */
export const chanceOf = (seed: number, cycle: number): Seeded => seededBy(seed * 1_000_003 + cycle);

/** Numbers from a seed by mulberry32 (Tommy Ettinger, public domain); good enough to choose faults by. */
function seededBy(seed: number): Seeded {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    happens: (percent) => next() * 100 < percent,
    oneOf: (choices) => {
      const chosen = choices[below(choices.length)];
      if (chosen === undefined) throw new Error('there is nothing to choose from');
      return chosen;
    },
  };
}
