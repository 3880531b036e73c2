import { mod37_36 } from 'cdigit';

/**
 * ISO 7064 MOD 37,36 check character over digits and upper-case letters; other characters are passed over, so hyphens and
 * dots need not be taken out first. Throws where there is neither digit nor letter. It finds every single wrong character,
 * and all but about six in a thousand exchanges of two neighbouring digits.
 */
export const checkCharacter = (text: string): string => mod37_36.compute(text);
