/** How many words are asked back. */
const asked = 3;

/** Different places of the words, in order, from 1, chosen anew each time. */
export function askedPositions(words: readonly string[]): number[] {
  const chosen = new Set<number>();
  while (chosen.size < asked) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    chosen.add((byte % words.length) + 1);
  }
  return [...chosen].sort((a, b) => a - b);
}
