import { useTranslation } from 'react-i18next';
import type { CaseState, Extension, Procedure } from '@shared/casework/caseState';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { dateWords, momentWords } from '../../ui/DateText';
import { RecordSection } from './RecordSection';

type Props = { facts: CaseState; item: ServiceItem };

/** 特别程序 and 延期: what was asked, what was answered, from when to when the clock stood still. */
export function ProceduresView({ facts, item }: Props) {
  const { t } = useTranslation('casefile');
  return (
    <>
      {facts.procedures.length === 0 ? null : (
        <RecordSection title={t('record.procedures')}>
          {facts.procedures.map((procedure) => (
            <ProcedureEntry key={procedure.requested.at} procedure={procedure} item={item} />
          ))}
        </RecordSection>
      )}
      {facts.extensions.length === 0 ? null : (
        <RecordSection title={t('record.extensions')}>
          {facts.extensions.map((extension) => (
            <ExtensionEntry key={extension.requested.at} extension={extension} item={item} />
          ))}
        </RecordSection>
      )}
    </>
  );
}

function ProcedureEntry({ procedure, item }: { procedure: Procedure; item: ServiceItem }) {
  const { t, i18n } = useTranslation('casefile');
  const text = useLocaleText();
  const { requested, approved, rejected, completed } = procedure;
  const known = item.specialProcedures.find(({ id }) => id === requested.procedureId);
  const day = (date: string) => dateWords(date, i18n.language);
  const standing = rejected
    ? t('record.rejected', { name: rejected.name, reason: rejected.reason })
    : completed && approved
      ? t('record.pausedTo', { from: day(approved.startedOn), to: day(completed.endedOn) })
      : approved
        ? t('record.pausedFrom', { from: day(approved.startedOn) })
        : t('record.waits');
  return (
    <div className="record-entry">
      <p>
        <strong>{known ? text(known.name) : requested.procedureId}</strong> · {standing}
      </p>
      <p>{requested.reason}</p>
      {completed ? <p>{completed.result}</p> : null}
      <p className="record-quiet">
        {t('record.asked', { name: requested.name, at: momentWords(requested.at, i18n.language) })}
        {approved ? ` · ${t('record.approved', { name: approved.name })}` : null}
      </p>
    </div>
  );
}

function ExtensionEntry({ extension, item }: { extension: Extension; item: ServiceItem }) {
  const { t, i18n } = useTranslation('casefile');
  const { t: words } = useTranslation('case');
  const { requested, approved, rejected } = extension;
  const unit = words(`unit.${item.limits.statutory.unit}`);
  const standing = rejected
    ? t('record.rejected', { name: rejected.name, reason: rejected.reason })
    : approved
      ? t('record.extended', {
          days: approved.days,
          unit,
          date: dateWords(approved.approvedOn, i18n.language),
        })
      : t('record.waits');
  return (
    <div className="record-entry">
      <p>
        <strong>{words('detail.extension', { count: requested.days, unit })}</strong> · {standing}
      </p>
      <p>{requested.reason}</p>
      <p className="record-quiet">
        {t('record.asked', { name: requested.name, at: momentWords(requested.at, i18n.language) })}
        {approved ? ` · ${t('record.approved', { name: approved.name })}` : null}
      </p>
    </div>
  );
}
