import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { states } from '@shared/casework/transitions';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useAnnounce, useKnown, useLocaleText, useStore } from '../../app/context';
import type { CaseFile, CaseRow, Performed } from '../../store/storeApi';
import { useStateText } from '../casefile/useStateText';
import { FailedNote, type Failed } from '../review/FailedNote';
import './bundle.css';

type Props = { file: CaseFile; item: ServiceItem };

/** 一件事: the children of a bundle, where each stands, and the two steps that are the parent's own. */
export function BundleView({ file, item }: Props) {
  const { t } = useTranslation('bundle');
  const store = useStore();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed>();
  const { facts, state, children } = file;
  const take = async (work: (caseId: string) => Promise<Performed>) => {
    setBusy(true);
    setFailed(undefined);
    const result = await work(facts.caseId).catch(() => ({ kind: 'fault' as const }));
    setBusy(false);
    if (result.kind === 'saved') announce((say) => say('saved', { ns: 'review', number: result.number }));
    else setFailed(result);
  };
  const may = (type: 'bundle.opened' | 'bundle.childFinished') =>
    file.steps.some((step) => step.type === type && step.why === undefined);
  const isOver = (caseId: string) =>
    children.some(({ summary }) => summary.caseId === caseId && ended.includes(summary.state));
  const toGather = facts.children.filter(({ caseId, outcome }) => outcome === undefined && isOver(caseId));
  return (
    <section className="bundle-view">
      <FailedNote failed={failed} item={item} />
      {state === states.bundleAccepted ? (
        <div className="bundle-start">
          <p>{t('explain')}</p>
          {may('bundle.opened') ? (
            <Button type="primary" loading={busy} onClick={() => void take((id) => store.openBundle(id))}>
              {t('open')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {facts.children.length > 0 ? <Children file={file} item={item} /> : null}
      {toGather.length > 0 && may('bundle.childFinished') ? (
        <Button type="primary" loading={busy} onClick={() => void take((id) => store.gatherBundle(id))}>
          {t('gather', { count: toGather.length })}
        </Button>
      ) : null}
    </section>
  );
}

const ended: readonly string[] = [states.closed, states.archived];

function Children({ file, item }: Props) {
  const { t } = useTranslation('bundle');
  const text = useLocaleText();
  const { itemOf, items } = useKnown();
  return (
    <table className="bundle-children">
      <thead>
        <tr>
          <th scope="col">{t('column.item')}</th>
          <th scope="col">{t('column.part')}</th>
          <th scope="col">{t('column.number')}</th>
          <th scope="col">{t('column.state')}</th>
        </tr>
      </thead>
      <tbody>
        {file.facts.children.map(({ childId, caseId, itemCode, outcome }) => {
          const row = file.children.find(({ summary }) => summary.caseId === caseId);
          const own = row
            ? itemOf(row.summary.itemCode, row.summary.itemVersion)
            : items.find(({ code }) => code === itemCode);
          const lead = item.bundle?.find(({ id }) => id === childId)?.lead ?? false;
          return (
            <tr key={childId}>
              <td>{own ? text(own.name) : itemCode}</td>
              <td>{t(lead ? 'lead' : 'assists')}</td>
              <td>
                {row ? (
                  <Link to={`/cases/${caseId}`}>
                    {row.summary.officialNumber ?? row.summary.provisionalNumber}
                  </Link>
                ) : (
                  t('notHere')
                )}
              </td>
              <td>
                {outcome ? t(`outcome.${outcome}`) : row && own ? <ChildState row={row} item={own} /> : '—'}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ChildState({ row, item }: { row: CaseRow; item: ServiceItem }) {
  const stateText = useStateText(item);
  return <>{stateText(row.summary.state)}</>;
}
