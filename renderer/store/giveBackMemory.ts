type Collect = (how: { type: 'major'; flavor: 'last-resort' }) => void;

/**
 * Has the engine collect at once what a long piece of work has left behind, and give the room back to the system. By itself it keeps such
 * garbage until it needs the room, which at a hundred thousand cases is a hundred megabytes of an old PC. Takes some tenths of a second
 * of the thread that asks. Main starts the engine so that it can be asked; where it cannot be, nothing happens.
 */
export function giveBackMemory(): void {
  (globalThis as { gc?: Collect }).gc?.({ type: 'major', flavor: 'last-resort' });
}
