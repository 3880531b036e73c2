import { setImmediate } from 'node:timers';

/** One end of a line between two programs: what is posted arrives at the other as a copy, one turn of the loop later. */
class LineEnd extends EventTarget {
  other: LineEnd | undefined;
  #open = true;

  postMessage(data: unknown): void {
    const copy: unknown = structuredClone(data);
    setImmediate(() => this.other?.arrive(copy));
  }
  arrive(data: unknown): void {
    if (this.#open) this.dispatchEvent(new MessageEvent('message', { data }));
  }
  start(): void {
    // Nothing is kept back before it.
  }
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.other?.close();
  }
}

/** A message channel whose messages arrive in the order in which they were posted, whatever the machine does. */
export function stillChannel(): { port1: MessagePort; port2: MessagePort } {
  const [one, two] = [new LineEnd(), new LineEnd()];
  [one.other, two.other] = [two, one];
  // The part of a port that store and bridge use.
  return { port1: one as unknown as MessagePort, port2: two as unknown as MessagePort };
}
