import type { MaskKind } from '../catalogue/field';
import { hidden, keepEnds } from './keepEnds';
import { maskCitizenId, maskDisabilityCertificate } from './maskCertificate';

export { maskCitizenId };

/** 138****1234. */
export const maskMobile = (text: string): string => keepEnds(text, 3, 4);

/** The area code and the last two of a landline: 0454-*****22; without an area code the last two. */
export function maskLandline(text: string): string {
  const number = text.trim();
  const [area = '', rest = number] = /^(0\d{2,3})[\s-](.*)$/.exec(number)?.slice(1) ?? ['', number];
  const masked = keepEnds(rest, 0, 2);
  return area === '' ? masked : `${area}-${masked}`;
}

/** Any telephone number: a mobile by its leading 1 and eleven digits, else a landline. */
export const maskPhone = (text: string): string =>
  /^1\d{10}$/.test(text.replace(/[\s-]/g, '')) ? maskMobile(text.replace(/[\s-]/g, '')) : maskLandline(text);

/** Last four only. */
export const maskBankCard = (text: string): string => keepEnds(text, 0, 4);

/** What stands between the parts of a name, as input methods offer it, and the space between Latin ones. */
const betweenParts = /[·•‧⋅・･ ]/u;

/**
 * The first character stays: 张三 is 张*, and 欧阳修 is 欧**, whether or not the surname has two characters, since only that
 * one rule needs no list of surnames; of a name with · the first character before it: 买**·**. A name of one character is hidden.
 */
export function maskName(text: string): string {
  const characters = Array.from(text.trim());
  if (characters.length < 2) return hidden(text.trim());
  return characters
    .map((character, index) => (index === 0 || betweenParts.test(character) ? character : '*'))
    .join('');
}

/** Names of a place that many people share, from the nearest to the widest. */
const placeEndings = [
  /^.*(?:村|社区)/,
  /^.*(?:街道|街|路)/,
  /^.*(?:镇|乡|农场|林场|林业局)/,
  /^.*(?:县|市|区)/,
];

/**
 * Keeps the address down to the village or street: 汤原县香兰镇庆丰村****. What follows the first number is a house or a door, so
 * no name in it counts; where no place is recognised nothing is shown.
 */
export function maskAddress(text: string): string {
  const named = /^[^\d０-９]*/.exec(text)?.[0] ?? '';
  const place =
    placeEndings.map((ending) => ending.exec(named)?.[0]).find((found) => found !== undefined) ?? '';
  const rest = Array.from(text.slice(place.length)).length;
  return place + '*'.repeat(Math.min(rest, 6));
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
    case 'disabilityCertificate':
      return maskDisabilityCertificate(text);
    case 'mobile':
      return maskMobile(text);
    case 'phone':
      return maskPhone(text);
    case 'bankCard':
      return maskBankCard(text);
    case 'address':
      return maskAddress(text);
  }
}
