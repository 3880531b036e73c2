import { describe, expect, it } from 'vitest';
import { sampleItem } from '../casework/testing/sampleItem';
import { exportCase } from './exportCase';
import { allTables } from './tables';
import { fullHistory } from './testing/fullHistory';
import { exchangeInput } from './testing/exchangeInput';

const input = exchangeInput(sampleItem, fullHistory());
const exported = exportCase(input, { kind: 'full', reason: '省平台核对数据' });
const rowsOf = (key: string) => exported.tables.find((one) => one.key === key)?.rows ?? [];

describe.each(allTables.map((one) => [one.key, one] as const))('%s', (key, described) => {
  it('has a row from a case that went through everything', () => {
    expect(rowsOf(key).length).toBeGreaterThan(0);
  });

  it.each(described.columns.map((column) => [column.key, column] as const))(
    'has %s in every row, in its format, filled wherever it has a source',
    (column, { format, noSource }) => {
      const values = rowsOf(key).map((row) => row[column]);
      expect(values).not.toContain(undefined);
      if (noSource !== undefined) {
        expect(new Set(values)).toEqual(new Set(['']));
        return;
      }
      const filled = values.filter((value) => value !== '');
      expect(filled.length).toBeGreaterThan(0);
      for (const value of filled)
        expect([value, format.schema.safeParse(value).success]).toEqual([value, true]);
    },
  );

  it('names what no source fills, and nothing else as lacking', () => {
    const { empty, misfits } = exported.tables.find((one) => one.key === key) ?? {};
    const without = described.columns.filter(({ noSource }) => noSource !== undefined);
    expect(empty).toEqual(without.map((one) => ({ column: one.key, name: one.name, kind: 'noSource' })));
    expect(misfits).toEqual([]);
  });
});

it('writes what happened with the codes and times of the standards', () => {
  expect(rowsOf('gbt39046_application')[0]).toMatchObject({
    implementationCode: '11370800MB285591844230199001000',
    handlingCode: '2',
    applicantCertificateKind: '111',
    contactName: '李小河',
    channelCode: '1',
    appliedAt: '20260301T093000',
    divisionCode: '230828101',
  });
  // Accepted on a later day than it was recorded by the clock: the hour of that day is not known.
  expect(rowsOf('gbt39046_acceptance')[0]).toMatchObject({
    acceptedAt: '20260302T000000',
    promisedDate: '20260320',
  });
  expect(
    rowsOf('up_pro_special_procedure').map((row) => [
      row['special_type'],
      row['special_time'],
      row['end_time'],
    ]),
  ).toEqual([
    ['1', '20260301T093000', '20260316T000000'],
    ['2', '20260311T000000', '20260313T000000'],
  ]);
  expect(rowsOf('up_pro_result')[0]).toMatchObject({
    result_type: '0',
    result_date: '20260320',
    is_delivery_results: '1',
    satisfaction: '2',
  });
  expect(rowsOf('gbt39046_rating')[0]).toMatchObject({ satisfactionCode: '2', satisfactionName: '满意' });
  expect(rowsOf('up_lic_data')[0]).toMatchObject({
    certificate_number: 'YL1',
    certificate_area_code: '230828',
  });
});

it('gives a row the same row_guid whenever it is exported, and no two rows one', () => {
  const guids = (when: typeof input) =>
    exportCase(when).tables.flatMap(({ rows }) => rows.flatMap((row) => row['row_guid'] ?? []));
  const first = guids(input);
  expect(guids({ ...input, exportedAt: '2027-01-01T00:00:00+08:00', batch: 'f'.repeat(32) })).toEqual(first);
  expect(new Set(first).size).toBe(first.length);
});

it('leaves the implementation code empty, and says so, while the credit code of the deciding organ is not known', () => {
  const { county, township } = input.organs;
  for (const creditCode of [undefined, '11370800MB28559185']) {
    const tables = exportCase({ ...input, organs: { township, county: { ...county, creditCode } } }).tables;
    const accept = tables.find(({ key }) => key === 'up_pro_accept');
    expect(accept?.rows[0]?.['task_code']).toBe('');
    expect(accept?.empty).toContainEqual({ column: 'task_code', name: '实施编码', kind: 'requiredMissing' });
  }
});

it('leaves a promised date empty that the calendar cannot answer for yet', () => {
  const tables = exportCase({ ...input, promisedDue: { date: '2027-01-08', provisional: true } }).tables;
  expect(tables.find(({ key }) => key === 'gbt39046_acceptance')?.rows[0]?.['promisedDate']).toBe('');
});
