/** One measured number, always beside a reference that was measured in the same run. */
export type Measurement = {
  name: string;
  value: number;
  unit: string;
  /** What the ratio is taken against, in words. */
  reference: string;
  ratio: number;
};

/** Three figures are all that a run can tell. */
export const rounded = (value: number) => Number(value.toPrecision(3));

/** Middle of the sorted values; robust against the odd slow turn of a busy machine. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs both sides in turns, so that what else the machine does falls on both, and gives the median of each in ms. */
export async function interleave(
  rounds: number,
  subject: () => Promise<void>,
  reference: () => Promise<void>,
): Promise<{ subject: number; reference: number }> {
  const timed = async (work: () => Promise<void>) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const ours: number[] = [];
  const theirs: number[] = [];
  await subject();
  await reference();
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await timed(subject));
    theirs.push(await timed(reference));
  }
  return { subject: median(ours), reference: median(theirs) };
}

/** A time per operation with its ratio: 1 is as fast as the reference, 2 takes twice as long. */
export const timeMeasurement = (
  name: string,
  reference: string,
  times: { subject: number; reference: number },
): Measurement => ({
  name,
  value: rounded(times.subject),
  unit: 'ms',
  reference,
  ratio: rounded(times.subject / times.reference),
});
