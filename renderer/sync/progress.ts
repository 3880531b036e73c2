/** How far a long catch has come: events that are here since it began, those still to come, and the seconds they will take. */
export type CatchUp = { done: number; left: number; secondsLeft: number | undefined };

type Stream = { from: number; at: number; head: number };

/** A speed is told after so many milliseconds; before that it is chance. */
const measuredFrom = 2000;

/** Counts what the platform has and this device does not; in memory only. */
export class Progress {
  readonly #streams = new Map<string, Stream>();
  #since: number | undefined;

  constructor(readonly clock: () => number = () => performance.now()) {}

  /** A page of a stream was taken in, up to `at`; the stream goes as far as `head`. */
  note(stream: string, page: { after: number; at: number; head: number }): void {
    const known = this.#streams.get(stream);
    // Another history, or a cursor that began anew.
    const goesOn = known !== undefined && page.after >= known.at;
    this.#since ??= this.clock();
    this.#streams.set(stream, {
      from: goesOn ? known.from : page.after,
      at: page.at,
      head: Math.max(page.head, page.at),
    });
    if (this.#left() === 0) this.forget();
  }

  forget(): void {
    this.#streams.clear();
    this.#since = undefined;
  }

  #left(): number {
    return [...this.#streams.values()].reduce((sum, { at, head }) => sum + head - at, 0);
  }

  /** Undefined where nothing is known to be missing. */
  state(): CatchUp | undefined {
    const left = this.#left();
    if (left === 0 || this.#since === undefined) return undefined;
    const done = [...this.#streams.values()].reduce((sum, { from, at }) => sum + at - from, 0);
    const took = this.clock() - this.#since;
    const secondsLeft =
      took < measuredFrom || done === 0 ? undefined : Math.ceil(((took / done) * left) / 1000);
    return { done, left, secondsLeft };
  }
}
