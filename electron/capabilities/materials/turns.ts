/** Lets so many pieces of work run at once; of those that wait, the smallest comes first. */
export function createTurns(atOnce: number) {
  let running = 0;
  const waiting: { size: number; begin: () => void }[] = [];
  const next = () => {
    if (running >= atOnce) return;
    const smallest = waiting.reduce<number>(
      (best, one, index) => (best < 0 || one.size < (waiting[best]?.size ?? 0) ? index : best),
      -1,
    );
    const [chosen] = smallest < 0 ? [] : waiting.splice(smallest, 1);
    if (!chosen) return;
    running += 1;
    chosen.begin();
  };
  return {
    async run<T>(size: number, work: () => Promise<T>): Promise<T> {
      await new Promise<void>((begin) => {
        waiting.push({ size, begin });
        next();
      });
      return work().finally(() => {
        running -= 1;
        next();
      });
    },
  };
}
