import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folderOf = (language: string) => join(import.meta.dirname, language);

/** Key -> text; the plural endings of a language are its own affair and are left off. */
function flatten(node: unknown, prefix = ''): [string, string][] {
  if (typeof node === 'string') return [[prefix.replace(/_(one|other)$/, ''), node]];
  return Object.entries(node as Record<string, unknown>).flatMap(([key, value]) =>
    flatten(value, prefix === '' ? key : `${prefix}.${key}`),
  );
}

const readTexts = (language: string, file: string) =>
  flatten(JSON.parse(readFileSync(join(folderOf(language), file), 'utf8')));

const namesIn = (text: string) => new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name));

const files = readdirSync(folderOf('zh-CN')).sort();

it('has the same namespaces in both languages', () => {
  expect(readdirSync(folderOf('en')).sort()).toEqual(files);
});

it.each(files)('says the same things in both languages: %s', (file) => {
  const keys = (language: string) => [...new Set(readTexts(language, file).map(([key]) => key))].sort();
  expect(keys('en')).toEqual(keys('zh-CN'));
});

it.each(files)('names the same values in both languages: %s', (file) => {
  const english = new Map(readTexts('en', file));
  for (const [key, text] of readTexts('zh-CN', file))
    expect([key, [...namesIn(english.get(key) ?? '')].sort()]).toEqual([key, [...namesIn(text)].sort()]);
});

it.each(files)('leaves no Chinese in the English texts: %s', (file) => {
  const chinese = readTexts('en', file).filter(
    ([key, text]) => /\p{Script=Han}/u.test(text) && key !== 'top.otherLanguage',
  );
  expect(chinese).toEqual([]);
});
