import { expect, it } from 'vitest';
import { simulate } from './simulate';

it.each([1, 2, 3])(
  'nothing is lost and everybody agrees in the end, seed %i',
  async (seed) => {
    const { lost, duplicated, diverged, overwritten, events, acts } = await simulate({
      offices: 3,
      devices: 5,
      steps: Number(process.env['SIM_STEPS'] ?? 250),
      seed,
    });
    console.log(events, JSON.stringify(acts));
    expect({ lost, duplicated, diverged, overwritten }).toEqual({
      lost: [],
      duplicated: [],
      diverged: [],
      overwritten: [],
    });
  },
  600_000,
);
