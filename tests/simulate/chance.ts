import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';

/** Everything that happens by chance, out of one seed: the same seed makes the same choices. */
export type Chance = {
  /** A whole number from 0 to `below` - 1. */
  below: (below: number) => number;
  /** True once in `times`. */
  oneIn: (times: number) => boolean;
  pick: <T>(from: readonly T[]) => T;
  /** One of the names, each as often as its weight says. */
  weighted: <K extends string>(weights: Readonly<Record<K, number>>) => K;
};

export function createChance(seed: number): Chance {
  const generator = xoroshiro128plus(seed);
  const below = (limit: number) => uniformInt(generator, 0, Math.max(0, limit - 1));
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick(from) {
      const one = from[below(from.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
    weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
      const entries = Object.entries(weights) as [K, number][];
      let at = below(entries.reduce((sum, [, weight]) => sum + weight, 0));
      for (const [name, weight] of entries) {
        if (at < weight) return name;
        at -= weight;
      }
      throw new Error('weights are whole numbers');
    },
  };
}
