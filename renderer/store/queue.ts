/** Runs jobs one after the other: whatever reads, decides and writes the store does so alone. */
export type Queue = <T>(job: () => Promise<T>) => Promise<T>;

/** Makes a queue. A job that fails fails its caller alone; the next one runs. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const result = last.then(job);
    last = result.catch(() => undefined);
    return result;
  };
}
