/** How long the work of a session goes on: nothing seals or opens after its end. */
export type Life = {
  /** Told when the session ends; what waits for the network stops then. */
  signal: AbortSignal;
  /** Runs work that the end waits for; rejects when it has come. */
  during: <T>(work: () => Promise<T>) => Promise<T>;
  /** Stops what waits, and resolves when nothing is under way any more. */
  end: () => Promise<void>;
};

export function createLife(): Life {
  const ending = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  return {
    signal: ending.signal,
    during(work) {
      if (ending.signal.aborted) return Promise.reject(new Error('nobody is signed in'));
      const running = work();
      const settled: Promise<unknown> = running.then(
        () => underWay.delete(settled),
        () => underWay.delete(settled),
      );
      underWay.add(settled);
      return running;
    },
    async end() {
      ending.abort();
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
