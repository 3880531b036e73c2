import { csvParseRows } from 'd3-dsv';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleItem } from '../casework/testing/sampleItem';
import { CaseExport } from './caseExport';
import { exportCase } from './exportCase';
import { fullHistory } from './testing/fullHistory';
import { exchangeInput } from './testing/exchangeInput';
import { toCsv, toFieldList, toJson } from './writeTables';

const column = (key: string) => ({ key, name: key, notation: 'an' });
const exported = exportCase(exchangeInput(sampleItem, fullHistory()));

it('writes RFC 4180: byte order mark, CRLF, quotes doubled', () => {
  const rows = [
    { a: '一,二', b: '他说"好"' },
    { a: '第一行\n第二行', b: '' },
  ];
  expect(toCsv({ columns: [column('a'), column('b')], rows })).toBe(
    '\uFEFFa,b\r\n"一,二","他说""好"""\r\n"第一行\n第二行",\r\n',
  );
});

it.each(['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', '=1\n+2', '＝1', '\r\n=1'])(
  'leaves no formula in a cell: %j',
  (value) => {
    const [, row] = csvParseRows(toCsv({ columns: [column('a')], rows: [{ a: value }] }).slice(1));
    expect(row).toEqual([`'${value}`]);
  },
);

it('reads back what it wrote, whatever the values are', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('a,b', '"', '\r\n', '㐂䶮·', "'=1", ' '),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ a: cell, b: cell, c: cell })), (rows) => {
      const text = toCsv({ columns: ['a', 'b', 'c'].map(column), rows });
      expect(text.startsWith('\uFEFF')).toBe(true);
      const [heading, ...read] = csvParseRows(text.slice(1));
      expect(heading).toEqual(['a', 'b', 'c']);
      const plain = (value: string) => (/^'[=+\-@＝＋－＠\t\r\n]/u.test(value) ? value.slice(1) : value);
      const before = rows.map(({ a, b, c }) => [a, b, c].map(plain));
      expect(read.map((row) => row.map(plain))).toEqual(before);
    }),
  );
});

it('writes every table of a case with a cell for every column', () => {
  for (const one of exported.tables) {
    const lines = csvParseRows(toCsv(one).slice(1));
    expect(lines).toHaveLength(one.rows.length + 1);
    for (const line of lines) expect(line).toHaveLength(one.columns.length);
  }
});

it('lists every column with its Chinese name, and why it is empty', () => {
  const [, ...lines] = csvParseRows(toFieldList(exported).slice(1));
  expect(lines).toHaveLength(exported.tables.flatMap(({ columns }) => columns).length);
  expect(lines).toContainEqual(['up_pro_accept', '办件受理信息', 'zip_code', '邮政编码', 'n6', '没有来源']);
});

it('writes JSON that reads back as the same export', () => {
  expect(CaseExport.parse(JSON.parse(toJson(exported)))).toEqual(exported);
});
