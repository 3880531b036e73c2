import { useTranslation } from 'react-i18next';
import { useKnown, useLiveQuery, useLocaleText } from '../../app/context';
import type { Queue } from '../../store/storeApi';
import { Alarms } from './Alarms';
import './oversight.css';

const columns: readonly Queue[] = ['inProgress', 'awaitingSupplement', 'toDeliver', 'closed', 'all'];
/** 监察: how many cases of each item stand where, and what is late or irregular. */
export function OversightPage() {
  const { t } = useTranslation('oversight');
  const { t: caseText } = useTranslation('case');
  const text = useLocaleText();
  const { items } = useKnown();
  const codes = [...new Set(items.map((item) => item.code))];
  const table = useLiveQuery(
    (store) =>
      Promise.all(
        codes.map(async (itemCode) => {
          const pages = await Promise.all(
            columns.map((queue) =>
              store.worklist({ queue, filter: { items: [itemCode] }, sort: 'due', offset: 0, limit: 1 }),
            ),
          );
          return { itemCode, totals: pages.map((page) => page.total) };
        }),
      ),
    [codes],
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
      <Alarms />
    </div>
  );
}
