import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Radicals that NFKC leaves alone, each followed by its ideograph (Unicode's EquivalentUnifiedIdeograph). */
const radicals = new Map(
  [
    '⺟母',
    '⺠民',
    '⻁虎',
    '⻄西',
    '⻅见',
    '⻆角',
    '⻉贝',
    '⻋车',
    '⻓长',
    '⻔门',
    '⻗雨',
    '⻘青',
    '⻙韦',
    '⻚页',
    '⻛风',
  ]
    .concat([
      '⻜飞',
      '⻝食',
      '⻢马',
      '⻣骨',
      '⻤鬼',
      '⻥鱼',
      '⻦鸟',
      '⻧卤',
      '⻨麦',
      '⻩黄',
      '⻬齐',
      '⻮齿',
      '⻰龙',
      '⻳龟',
      '戶户',
    ])
    .map(([radical = '', ideograph = '']) => [radical, ideograph] as const),
);

/** A text as it can be compared: one character for each ideograph, no spaces. */
export const comparable = (text: string): string =>
  Array.from(text.normalize('NFKC').replace(/\s+/g, ''), (one) => radicals.get(one) ?? one).join('');

/**
 * The text of a PDF file, all pages, without the spaces that layout puts between pieces. Fonts share glyphs between ideographs
 * and radicals, and a PDF may name the radical (⾼ for 高); those are brought back.
 */
export async function textOfPdf(file: string): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  let text = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    text += items.map((item) => ('str' in item ? item.str : '')).join('');
  }
  await pdf.destroy();
  return comparable(text);
}

/** How many pages a PDF file has, and how large the first is, in points. */
export async function pagesOfPdf(file: string): Promise<{ count: number; width: number; height: number }> {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
  const count = pdf.numPages;
  await pdf.destroy();
  return { count, width, height };
}

/** Everything that the page says in words: visible text, and what names, titles and placeholders say. */
export const wordsOnPage = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const words: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        if (!node.checkVisibility()) continue;
        for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
          words.push(node.getAttribute(name) ?? '');
      } else if (node.parentElement?.checkVisibility()) words.push(node.textContent ?? '');
    }
    return words.filter((word) => word.trim() !== '');
  });

/**
 * The words in which Chinese characters stand although the page is English. What the office or a person wrote is data and
 * stays as it was written: it is named one by one in `data`, so that any other Chinese is a text nobody translated.
 */
export function untranslated(words: readonly string[], data: readonly (string | RegExp)[]): string[] {
  const lengthOf = (one: string | RegExp) => (typeof one === 'string' ? one.length : Infinity);
  const longestFirst = [...data].sort((a, b) =>
    lengthOf(b) === lengthOf(a) ? 0 : lengthOf(b) - lengthOf(a),
  );
  const without = (word: string) =>
    longestFirst.reduce<string>((rest, one) => rest.replaceAll(one, ''), word);
  return [...new Set(words.filter((word) => /\p{Script=Han}/u.test(without(word))))];
}

type PolicyWindow = { policyViolations?: string[] };

/** Notes every breach of the page's content security policy, those from before the call too. */
export const watchPolicy = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const noted: string[] = [];
    (globalThis as PolicyWindow).policyViolations = noted;
    new ReportingObserver((reports) => noted.push(...reports.map(({ body }) => JSON.stringify(body))), {
      types: ['csp-violation'],
      buffered: true,
    }).observe();
  });

/** What was noted since the page was loaded. */
export const policyViolations = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as PolicyWindow).policyViolations ?? ['nobody watched']);
