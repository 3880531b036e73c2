import { simulate, type Simulated } from './simulate';

/** Seeds in which a planted bug may show itself: which of them it is changes with everything that an act draws from the seed. */
const seeds = Array.from({ length: 12 }, (_, n) => n + 1);

/** What the first run that catches a planted bug says of it; empty where none does. Colleagues are few and so meet often. */
export async function firstCaught(
  look: (simulated: Simulated) => string[],
  steps: number,
): Promise<string[]> {
  for (const seed of seeds) {
    const found = look(await simulate({ offices: 2, devices: 5, steps, seed }));
    if (found.length > 0) return found;
  }
  return [];
}
