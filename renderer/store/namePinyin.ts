import { pinyin } from 'pinyin-pro';

/** The syllables of a name without tones, a blank between them: 李晓梅 is "li xiao mei". Letters and digits stay as they are. */
export const namePinyin = (name: string): string =>
  pinyin(name, { toneType: 'none', type: 'array', mode: 'surname' }).join(' ').toLowerCase();
