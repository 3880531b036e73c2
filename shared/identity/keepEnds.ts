const star = '*';
/** So many characters are hidden at least, or all are: of a text cut short, its ends would be nearly the whole. */
const leastHidden = 4;

/** As many stars as the text has characters; a rare character outside the basic plane is one. */
export const hidden = (text: string): string => star.repeat(Array.from(text).length);

/** The first `head` and last `tail` characters, and stars between them. */
export function keepEnds(text: string, head: number, tail: number): string {
  const characters = Array.from(text.trim());
  const between = characters.length - head - tail;
  if (between < leastHidden) return hidden(text.trim());
  const end = tail === 0 ? '' : characters.slice(-tail).join('');
  return characters.slice(0, head).join('') + star.repeat(between) + end;
}
