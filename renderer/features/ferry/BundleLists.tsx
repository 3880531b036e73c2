import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarriedBundle, FerryState, SentBundle } from '@shared/bridge/ferry';
import { momentWords } from '../../ui/DateText';
import { EmptyState } from '../../ui/EmptyState';
import { sizeWords } from '../../ui/sizeWords';
import { useResultsText } from './useResultsText';

/** Where a bundle stands: with its receipt, without, or left behind by a later one that held the same. */
function useStateText() {
  const { t, i18n } = useTranslation('ferry');
  return ({ receipt, number }: SentBundle, newestAnswered: number) => {
    if (receipt) return t('list.answered', { at: momentWords(receipt.takenAt, i18n.language) });
    return t(number < newestAnswered ? 'list.later' : 'list.waiting');
  };
}

type Column = 'number' | 'at' | 'carriedAt' | 'office' | 'who' | 'what' | 'file' | 'state';
type TableProps = { label: string; columns: readonly Column[]; children: ReactNode };

/** A list of bundles that scrolls by itself, with its heads. */
function BundleTable({ label, columns, children }: TableProps) {
  const { t } = useTranslation('ferry');
  return (
    <div className="ferry-scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`list.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function SentList({ sent }: { sent: readonly SentBundle[] }) {
  const { t, i18n } = useTranslation('ferry');
  const stateText = useStateText();
  const newestAnswered = Math.max(0, ...sent.filter(({ receipt }) => receipt).map(({ number }) => number));
  return (
    <BundleTable label={t('list.sent')} columns={['number', 'at', 'who', 'what', 'file', 'state']}>
      {sent.map((bundle) => (
        <tr key={bundle.hash}>
          <td className="figures">{bundle.number}</td>
          <td className="figures">{momentWords(bundle.madeAt, i18n.language)}</td>
          <td>{bundle.by}</td>
          <td className="figures">
            {t('list.content', {
              events: bundle.events,
              materials: bundle.materials,
              size: sizeWords(bundle.bytes, i18n.language),
            })}
          </td>
          <td className="ferry-file" title={bundle.folder}>
            {bundle.name}
          </td>
          <td data-waiting={bundle.receipt || bundle.number < newestAnswered ? undefined : true}>
            {stateText(bundle, newestAnswered)}
          </td>
        </tr>
      ))}
    </BundleTable>
  );
}

function CarriedList({ carried }: { carried: readonly CarriedBundle[] }) {
  const { t, i18n } = useTranslation('ferry');
  const resultsText = useResultsText();
  return (
    <BundleTable label={t('list.carried')} columns={['office', 'number', 'carriedAt', 'who', 'what', 'file']}>
      {carried.map(({ hash, carriedAt, divisionName, deviceNumber, number, by, results, name }) => (
        <tr key={`${hash} ${carriedAt}`}>
          <td>{t('list.device', { office: divisionName, device: deviceNumber })}</td>
          <td className="figures">{number}</td>
          <td className="figures">{momentWords(carriedAt, i18n.language)}</td>
          <td>{by}</td>
          <td className="figures">{resultsText(results)}</td>
          <td className="ferry-file">{name}</td>
        </tr>
      ))}
    </BundleTable>
  );
}

/** Every bundle that was written here or passed on from here, the newest first. */
export function BundleLists({ sent, carried }: Pick<FerryState, 'sent' | 'carried'>) {
  const { t } = useTranslation('ferry');
  return (
    <>
      {carried.length > 0 ? (
        <section>
          <h2>{t('list.carried')}</h2>
          <CarriedList carried={carried} />
        </section>
      ) : null}
      {sent.length > 0 || carried.length === 0 ? (
        <section>
          <h2>{t('list.sent')}</h2>
          {sent.length > 0 ? (
            <SentList sent={sent} />
          ) : (
            <EmptyState title={t('list.empty')} hint={t('list.emptyHint')} />
          )}
        </section>
      ) : null}
    </>
  );
}
