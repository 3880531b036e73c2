import type { MaskKind } from '../catalogue/field';

const star = '*';
const keep = (text: string, head: number, tail: number) =>
  text.length <= head + tail
    ? star.repeat(text.length)
    : text.slice(0, head) + star.repeat(text.length - head - tail) + text.slice(text.length - tail);

/** First six and last four: 230828********001X. */
export const maskCitizenId = (text: string) => keep(text, 6, 4);
/** 138****1234. */
export const maskMobile = (text: string) => keep(text, 3, 4);
/** Last four only. */
export const maskBankCard = (text: string) => keep(text, 0, 4);

/** The first character stays: 张三 is 张*, 欧阳修 is 欧**; of a name with · the first character before it: 买*·***. */
export function maskName(text: string): string {
  const characters = Array.from(text.trim());
  return characters.map((character, index) => (index === 0 || character === '·' ? character : star)).join('');
}

/** Names of a place that many people share, from the nearest to the widest. */
const placeEndings = [/^.*(?:村|社区)/, /^.*(?:街道|街|路)/, /^.*(?:镇|乡)/, /^.*(?:县|市|区)/];

/**
 * Keeps the address down to the village or street: 汤原县香兰镇庆丰村****. What follows the first number is a house or a door, so
 * no name in it counts; where no place is recognised nothing is shown.
 */
export function maskAddress(text: string): string {
  const named = /^[^\d０-９]*/.exec(text)?.[0] ?? '';
  const place =
    placeEndings.map((ending) => ending.exec(named)?.[0]).find((found) => found !== undefined) ?? '';
  const rest = Array.from(text.slice(place.length)).length;
  return place + star.repeat(Math.min(rest, 6));
}

/** Masks a value by the kind that its field declares. */
export function maskByKind(kind: MaskKind, text: string): string {
  switch (kind) {
    case 'none':
      return text;
    case 'name':
      return maskName(text);
    case 'citizenId':
      return maskCitizenId(text);
    case 'mobile':
      return maskMobile(text);
    case 'bankCard':
      return maskBankCard(text);
    case 'address':
      return maskAddress(text);
  }
}
