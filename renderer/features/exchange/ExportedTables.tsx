import { useTranslation } from 'react-i18next';
import type { EmptyColumn, ExportedTable } from '@shared/exchange/caseExport';

const kinds: readonly EmptyColumn['kind'][] = ['requiredMissing', 'noSource', 'nothingRecorded'];

/** Each table of an export: how many rows, which fields are empty and why, what does not fit the receiver's format. */
export function ExportedTables({ tables }: { tables: readonly ExportedTable[] }) {
  const { t } = useTranslation('exchange');
  return (
    <table className="exchange-tables">
      <thead>
        <tr>
          <th scope="col">{t('column.table')}</th>
          <th scope="col">{t('column.rows')}</th>
          <th scope="col">{t('column.empty')}</th>
        </tr>
      </thead>
      <tbody>
        {tables.map((one) => (
          <tr key={one.key}>
            <th scope="row">
              {one.name}
              <span className="exchange-key">{one.key}</span>
            </th>
            <td className="figures">{one.rows.length}</td>
            <td>
              <EmptyColumns table={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EmptyColumns({ table }: { table: ExportedTable }) {
  const { t } = useTranslation('exchange');
  if (table.rows.length === 0) return <span className="exchange-note">{t('empty.noRows')}</span>;
  const lines = kinds.flatMap((kind) => {
    const names = table.empty.filter((one) => one.kind === kind).map(({ name }) => name);
    return names.length === 0 ? [] : [{ kind, names: names.join(t('empty.separator')) }];
  });
  return (
    <>
      {lines.map(({ kind, names }) => (
        <div key={kind} className={kind === 'requiredMissing' ? 'exchange-lacking' : 'exchange-note'}>
          {t(`empty.${kind}`, { names })}
        </div>
      ))}
      {table.misfits.length === 0 ? null : (
        <div className="exchange-lacking">{t('empty.misfits', { count: table.misfits.length })}</div>
      )}
      {lines.length === 0 && table.misfits.length === 0 ? t('empty.none') : null}
    </>
  );
}
