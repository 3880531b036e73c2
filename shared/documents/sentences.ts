/** A sentence as typed, without its stop, to go on after. */
export const open = (sentence: string): string => sentence.trim().replace(/[。；，.;,]+$/, '');

/** A sentence as typed, with its full stop. */
export const stop = (sentence: string): string =>
  /[。！？]$/.test(sentence.trim()) ? sentence.trim() : `${open(sentence)}。`;
