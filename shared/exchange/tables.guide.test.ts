import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ClosureCode, closureWords } from '../casework/closure';
import { allTables } from './tables';

const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'guides', 'exchange.md'), 'utf8');

/** The cells of the table rows under a heading, up to the next heading. */
function rowsUnder(heading: string): string[][] {
  const [, after] = guide.split(`${heading}\n`);
  const section = (after ?? '').split(/^##/m)[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

it.each(allTables.map((one) => [one.key, one] as const))(
  'describes every column of %s that has a source',
  (_, one) => {
    const described = rowsUnder(`### ${one.key} ${one.name}`);
    expect(described.map(([key, name, notation]) => [key, name, notation])).toEqual(
      one.columns
        .filter(({ noSource }) => noSource === undefined)
        .map(({ key, name, required, format }) => [key, required ? `${name}*` : name, format.notation]),
    );
    for (const [key, , , source] of described) expect([key, source]).not.toEqual([key, '']);
    const hidden = described.filter(([, , , , mask]) => mask !== '').map(([key]) => key);
    expect(hidden).toEqual(one.columns.filter(({ conceals }) => conceals).map(({ key }) => key));
  },
);

it('lists exactly what the code leaves empty, with the same reasons', () => {
  expect(rowsUnder('## 没有来源、总是空着的字段')).toEqual(
    allTables.flatMap(({ key: table, columns }) =>
      columns.flatMap(({ key, name, format, noSource }) =>
        noSource === undefined ? [] : [[table, key, name, format.notation, noSource]],
      ),
    ),
  );
});

it('names every closure code', () => {
  expect(rowsUnder('## 办结结果（BJJGDM）').map(([code, name]) => [code, name])).toEqual(
    ClosureCode.options.map((code) => [code, closureWords[code]]),
  );
});
