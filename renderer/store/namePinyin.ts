import { pinyin } from 'pinyin-pro';

/** The syllables of a name without tones, a blank between them: 李晓梅 is "li xiao mei". Letters and digits stay as they are. */
export const namePinyin = (name: string): string =>
  pinyin(name, { toneType: 'none', type: 'array', mode: 'surname' }).join(' ').toLowerCase();

/** Builds the dictionary ahead of the first name, which would wait some 60 ms for it. */
export const warmPinyin = (): void => void namePinyin('龙江');
