import { Tabs } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseEventType } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useKnown, useLiveQuery } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { ExchangePanel } from '../exchange/ExchangePanel';
import { BundleView } from '../bundle/BundleView';
import { FailedNote } from '../review/FailedNote';
import { RatingScreen } from '../review/RatingScreen';
import { StepPanel } from '../review/StepPanel';
import { wideSteps } from '../review/stepOrder';
import { useStep } from '../review/useStep';
import { ActionBar } from './ActionBar';
import { AttentionNotes } from './AttentionNotes';
import { CaseHeader } from './CaseHeader';
import { DocumentsView } from './DocumentsView';
import { FormView } from './FormView';
import { MaterialsView } from './MaterialsView';
import { NotHere } from './NotHere';
import { recordCount, RecordView } from './RecordView';
import { Timeline } from './Timeline';
import './casefile.css';

/** The case file 办件: who and what, both clocks, the papers, what happened, and what can be done now. */
export function CasePanel({ caseId }: { caseId: string }) {
  const { t } = useTranslation('casefile');
  const { itemOf } = useKnown();
  const read = useLiveQuery(async (store) => ({ file: await store.readCase(caseId) }), [caseId]);
  if (!read) return <div className="case-wait">{t('opening')}</div>;
  const { file } = read;
  if (!file) return <NotHere caseId={caseId} />;
  const item = itemOf(file.facts.itemCode, file.facts.itemVersion);
  if (!item) return <div className="case-wait">{t('itemUnknown', { code: file.facts.itemCode })}</div>;
  return <OpenCase key={caseId} file={file} item={item} />;
}

function OpenCase({ file, item }: { file: CaseFile; item: ServiceItem }) {
  const { t } = useTranslation('casefile');
  const { t: exchange } = useTranslation('exchange');
  const [step, setStep] = useState<CaseEventType>();
  const { t: bundle } = useTranslation('bundle');
  const [tab, setTab] = useState(item.bundle && file.facts.accepted ? 'bundle' : 'form');
  const records = recordCount(file);
  const close = useCallback(() => setStep(undefined), []);
  const { take, busy, failed, forget } = useStep(file.facts.caseId, close);
  const open = (type: CaseEventType) => {
    forget();
    setStep(type);
  };
  const rating = step === 'service.rated';
  const panel =
    step === undefined || rating ? null : (
      <>
        <FailedNote failed={failed} item={item} />
        <StepPanel
          key={step}
          type={step}
          file={file}
          item={item}
          busy={busy}
          onSubmit={(command) => void take(command)}
          onCancel={close}
        />
      </>
    );
  const wide = step !== undefined && wideSteps.has(step);
  return (
    <div className="case-frame">
      <article className="case-panel" aria-label={file.row.summary.applicantName}>
        <CaseHeader file={file} item={item} />
        <AttentionNotes entries={file.attention} item={item} />
        <div className="case-middle">
          {wide ? (
            <div className="case-wide">{panel}</div>
          ) : (
            <Tabs
              size="small"
              activeKey={tab}
              onChange={setTab}
              items={[
                ...(item.bundle
                  ? [
                      {
                        key: 'bundle',
                        label: bundle('tab'),
                        children: <BundleView file={file} item={item} />,
                      },
                    ]
                  : []),
                {
                  key: 'form',
                  label: t('tab.form'),
                  children: <FormView item={item} form={file.facts.form} />,
                },
                {
                  key: 'materials',
                  label: t('tab.materials', { count: item.materials.length }),
                  children: <MaterialsView item={item} materials={file.facts.materials} />,
                },
                { key: 'documents', label: t('tab.documents'), children: <DocumentsView file={file} /> },
                {
                  key: 'record',
                  label: records === 0 ? t('tab.record') : t('tab.records', { count: records }),
                  children: <RecordView file={file} item={item} />,
                },
                ...(tab === 'exchange'
                  ? [
                      {
                        key: 'exchange',
                        label: exchange('title'),
                        children: <ExchangePanel file={file} item={item} />,
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </div>
        <aside className="case-side">{panel && !wide ? panel : <Timeline file={file} item={item} />}</aside>
        <ActionBar
          file={file}
          open={step}
          onStep={open}
          onPrint={() => {
            setStep(undefined);
            setTab('documents');
          }}
          onExport={() => {
            setStep(undefined);
            setTab('exchange');
          }}
        />
        {rating ? (
          <RatingScreen
            file={file}
            item={item}
            busy={busy}
            failed={failed}
            onSubmit={(payload) => void take({ type: 'service.rated', payload })}
            onCancel={close}
          />
        ) : null}
      </article>
    </div>
  );
}
