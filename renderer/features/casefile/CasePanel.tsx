import { Tabs } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseEventType } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useKnown, useLiveQuery } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { FailedNote } from '../review/FailedNote';
import { StepPanel } from '../review/StepPanel';
import { wideSteps } from '../review/stepOrder';
import { useStep } from '../review/useStep';
import { ActionBar } from './ActionBar';
import { AttentionNotes } from './AttentionNotes';
import { CaseHeader } from './CaseHeader';
import { DocumentsView } from './DocumentsView';
import { FormView } from './FormView';
import { MaterialsView } from './MaterialsView';
import { Timeline } from './Timeline';
import './casefile.css';

/** The case file 办件: who and what, both clocks, the papers, what happened, and what can be done now. */
export function CasePanel({ caseId }: { caseId: string }) {
  const { t } = useTranslation('casefile');
  const { itemOf } = useKnown();
  const read = useLiveQuery(async (store) => ({ file: await store.readCase(caseId) }), [caseId]);
  if (!read) return <div className="case-wait">{t('opening')}</div>;
  const { file } = read;
  if (!file) return <div className="case-wait">{t('notFound')}</div>;
  const item = itemOf(file.facts.itemCode, file.facts.itemVersion);
  if (!item) return <div className="case-wait">{t('itemUnknown', { code: file.facts.itemCode })}</div>;
  return <OpenCase key={caseId} file={file} item={item} />;
}

function OpenCase({ file, item }: { file: CaseFile; item: ServiceItem }) {
  const { t } = useTranslation('casefile');
  const [step, setStep] = useState<CaseEventType>();
  const [tab, setTab] = useState('form');
  const close = useCallback(() => setStep(undefined), []);
  const { take, busy, failed, forget } = useStep(file.facts.caseId, close);
  const open = (type: CaseEventType) => {
    forget();
    setStep(type);
  };
  const panel =
    step === undefined ? null : (
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
              ]}
            />
          )}
        </div>
        <aside className="case-side">{panel && !wide ? panel : <Timeline file={file} item={item} />}</aside>
        <ActionBar
          file={file}
          item={item}
          open={step}
          onStep={open}
          onPrint={() => {
            setStep(undefined);
            setTab('documents');
          }}
        />
      </article>
    </div>
  );
}
