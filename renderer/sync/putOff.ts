/** Longer than a platform takes to settle what it has put off without having news for this office, in milliseconds. */
const longestRest = 10 * 60_000;

/**
 * What a restored platform could not judge yet, because others still have to bring what stood before it. It holds up nothing, and is
 * asked for again when the platform has news, and now and then without. Asking for all that was given back whenever there is news
 * of anything would be most of what an office sends in that week.
 */
export class PutOff {
  /** Own events, by their sequence in the ledger. */
  readonly sequences = new Set<number>();
  /** Cases of which something was given back. */
  readonly caseIds = new Set<string>();
  #since = 0;

  noteOwn(sequence: number): void {
    this.#begin();
    this.sequences.add(sequence);
  }

  noteGivenBack(caseId: string): void {
    this.#begin();
    this.caseIds.add(caseId);
  }

  #begin(): void {
    if (this.sequences.size + this.caseIds.size === 0) this.#since = performance.now();
  }

  /** The platform has news of some cases: own events may all be judged by now, what was given back only of these. */
  noteNews(caseIds: Iterable<string>): void {
    this.sequences.clear();
    for (const caseId of caseIds) this.caseIds.delete(caseId);
  }

  /** All of it may be asked for again. */
  forget(): void {
    this.sequences.clear();
    this.caseIds.clear();
  }

  forgetWhatIsOld(): void {
    if (performance.now() - this.#since >= longestRest) this.forget();
  }
}
