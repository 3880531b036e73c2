import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as chinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import type { Locale } from '../catalogue/field';

/** Words of a recovery key: 256 random bits and 8 bits that show a slip. */
export const wordCount = 24;

const lists = { 'zh-CN': chinese, en: english } satisfies Record<Locale, readonly string[]>;

/**
 * A secret of 32 bytes as 24 words (BIP-39; in Chinese a word is one character of the 2048 of its list, in English one of 2048 words).
 * Both lists say the same secret.
 */
export const recoveryWords = (secret: Uint8Array, locale: Locale): string[] =>
  entropyToMnemonic(secret, lists[locale]).split(' ');

export type ReadWords =
  | { kind: 'secret'; secret: Uint8Array; locale: Locale }
  | { kind: 'count'; count: number }
  /** From 1. */
  | { kind: 'unknownWord'; position: number; word: string }
  /** Every word is one of the list, and together they are no key: a word is another one, or two changed places. */
  | { kind: 'slip' };

/** The words that were typed: blanks, numbers and marks between them are only for the eye, Chinese needs no blanks. */
export function splitWords(typed: string): { words: string[]; locale: Locale } {
  const plain = typed.normalize('NFKC').toLowerCase();
  const characters = plain.match(/\p{Script=Han}/gu) ?? [];
  const latin = plain.match(/[a-z]+/g) ?? [];
  return characters.length >= latin.length
    ? { words: characters, locale: 'zh-CN' }
    : { words: latin, locale: 'en' };
}

/** Reads typed words back to their secret, or says what is wrong with them. */
export function readRecoveryWords(typed: string): ReadWords {
  const { words, locale } = splitWords(typed);
  const list: readonly string[] = lists[locale];
  const unknown = words.findIndex((word) => !list.includes(word));
  if (unknown >= 0) return { kind: 'unknownWord', position: unknown + 1, word: words[unknown] ?? '' };
  if (words.length !== wordCount) return { kind: 'count', count: words.length };
  try {
    return { kind: 'secret', secret: mnemonicToEntropy(words.join(' '), lists[locale]), locale };
  } catch {
    return { kind: 'slip' };
  }
}
