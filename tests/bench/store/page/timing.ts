/** Times of single operations in milliseconds. */
export type Times = { median: number; p95: number; worst: number };

export function timesOf(milliseconds: readonly number[]): Times {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { median: at(0.5), p95: at(0.95), worst: sorted.at(-1) ?? NaN };
}

/** Runs a step `rounds` times and times each. */
export async function timeEach(rounds: number, step: (round: number) => unknown): Promise<Times> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await step(round);
    taken.push(performance.now() - start);
  }
  return timesOf(taken);
}

export async function timeOnce(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** What one engine did; rates per second, times in milliseconds. */
export type EngineResult = {
  intake: number;
  page: Times;
  count: Times;
  name?: Times;
  digits?: Times;
  save?: Times;
  open?: number;
};

/** Records of one transaction of an intake, as large as a page that the platform sends. */
export const batch = 200;

/** Takes all values in, batch after batch, and answers how many a second. */
export async function intakeRate<T>(
  all: readonly T[],
  take: (part: T[]) => Promise<unknown>,
): Promise<number> {
  const taken = await timeOnce(async () => {
    for (let from = 0; from < all.length; from += batch) await take(all.slice(from, from + batch));
  });
  return (1000 * all.length) / taken;
}
