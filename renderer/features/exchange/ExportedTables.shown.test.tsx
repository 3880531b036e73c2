import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { exportCase } from '@shared/exchange/exportCase';
import { exchangeInput } from '@shared/exchange/testing/exchangeInput';
import { fullHistory } from '@shared/exchange/testing/fullHistory';
import { startI18n } from '../../app/i18n/i18n';
import { ExportedTables } from './ExportedTables';

beforeAll(() => startI18n('zh-CN'));

/** Text of the row of a table, by the table's key. */
function rowOf(key: string, change: Partial<ReturnType<typeof exchangeInput>> = {}): string {
  const { tables } = exportCase({ ...exchangeInput(sampleItem, fullHistory()), ...change });
  document.body.innerHTML = renderToStaticMarkup(<ExportedTables tables={tables} />);
  const rows = [...document.querySelectorAll('tbody tr')];
  return rows.find((row) => row.querySelector('.exchange-key')?.textContent === key)?.textContent ?? '';
}

it('names by kind what is empty: required and missing, without any source', () => {
  const organs = { township: { divisionCode: '230828101' }, county: { divisionCode: '230828' } };
  const row = rowOf('up_pro_accept', { organs });
  expect(row).toContain('应有而缺：实施编码、受理部门名称、受理部门统一社会信用代码');
  expect(row).toContain('没有来源：地方基本编码、地方实施编码');
});

it('says that nothing is empty where nothing is', () => {
  expect(rowOf('up_pro_process')).toMatch(/没有$/);
});
