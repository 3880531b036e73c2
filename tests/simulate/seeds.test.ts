import { expect, it } from 'vitest';
import { simulate } from './simulate';

/** On a server one more is enough: what differs there are the connections and not the play. */
const seeds = process.env['TEST_DATABASE_URL'] === undefined ? [1, 2, 3] : [4];

it.each(seeds)(
  'nothing is lost and everybody agrees in the end, seed %i',
  async (seed) => {
    const { events, lost, duplicated, diverged, overwritten } = await simulate({
      offices: 3,
      devices: 6,
      steps: 400,
      seed,
    });
    expect(events).toBeGreaterThan(30);
    expect({ lost, duplicated, diverged, overwritten }).toEqual({
      lost: [],
      duplicated: [],
      diverged: [],
      overwritten: [],
    });
  },
  300_000,
);
