import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useKnown, useLiveQuery, useLocaleText } from '../../app/context';
import { EmptyState } from '../../ui/EmptyState';
import type { Queue } from '../../store/storeApi';
import { CaseList } from '../worklist/CaseList';
import './oversight.css';

const columns: readonly Queue[] = ['inProgress', 'awaitingSupplement', 'toDeliver', 'closed', 'all'];
/** Overdue cases are the first of the list ordered by what is due; this many of them are looked at. */
const lookedAt = 300;

/** 监察: how many cases of each item stand where, and which are over their limit and with whom. */
export function OversightPage() {
  const { t } = useTranslation('oversight');
  const { t: caseText } = useTranslation('case');
  const text = useLocaleText();
  const navigate = useNavigate();
  const { items } = useKnown();
  const [selected, setSelected] = useState<string>();
  const codes = [...new Set(items.map((item) => item.code))];
  const table = useLiveQuery(
    (store) =>
      Promise.all(
        codes.map(async (itemCode) => {
          const pages = await Promise.all(
            columns.map((queue) => store.worklist({ queue, itemCode, sort: 'due', offset: 0, limit: 1 })),
          );
          return { itemCode, totals: pages.map((page) => page.total) };
        }),
      ),
    [codes],
    (change) => change.kind === 'cases',
  );
  const overdue = useLiveQuery(
    async (store) => {
      const { rows } = await store.worklist({ queue: 'all', sort: 'due', offset: 0, limit: lookedAt });
      return rows.filter(({ clocks }) =>
        [clocks.statutory, clocks.promised, clocks.supplement].some(
          (clock) => clock?.light === 'red' && clock.state === 'running',
        ),
      );
    },
    [],
    (change) => change.kind === 'cases',
  );
  const nameOf = (code: string) => {
    const item = items.find((one) => one.code === code);
    return item ? text(item.name) : code;
  };
  return (
    <div className="oversight">
      <h1>{t('byItem')}</h1>
      <table>
        <thead>
          <tr>
            <th scope="col">{caseText('field.item')}</th>
            {columns.map((queue) => (
              <th key={queue} scope="col" className="number">
                {caseText(`queue.${queue}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table?.map(({ itemCode, totals }) => (
            <tr key={itemCode}>
              <th scope="row">{nameOf(itemCode)}</th>
              {totals.map((total, index) => (
                <td key={columns[index]} className="number figures">
                  {total}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t('overdue', { count: overdue?.length ?? 0 })}</h2>
      {overdue === undefined ? null : overdue.length === 0 ? (
        <EmptyState title={t('noneOverdue')} hint={t('noneOverdueHint')} />
      ) : (
        <div className="oversight-list">
          <CaseList
            label={t('overdue', { count: overdue.length })}
            rows={overdue}
            offset={0}
            total={overdue.length}
            selected={selected}
            onSelect={setSelected}
            onOpen={(caseId) => void navigate(`/cases/${caseId}`)}
          />
        </div>
      )}
    </div>
  );
}
