import { useTranslation } from 'react-i18next';
import type { Assistance, CaseState, Transfer } from '@shared/casework/caseState';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { dateWords, momentWords } from '../../ui/DateText';
import { useDivisionName } from '../../ui/form/useDivisionName';
import { RecordSection } from './RecordSection';
import { usePartText } from './usePartText';

type Props = { facts: CaseState; item: ServiceItem };

/** 转办 and 协办: from where to where, who was asked what, and what came of it. */
export function HandlingView({ facts, item }: Props) {
  const { t } = useTranslation('casefile');
  return (
    <>
      {facts.transfers.length === 0 ? null : (
        <RecordSection title={t('record.transfers')}>
          {facts.transfers.map((transfer) => (
            <TransferEntry key={transfer.id} transfer={transfer} item={item} />
          ))}
        </RecordSection>
      )}
      {facts.assistances.length === 0 ? null : (
        <RecordSection title={t('record.assistances')}>
          {facts.assistances.map((one) => (
            <AssistanceEntry key={one.id} assistance={one} />
          ))}
        </RecordSection>
      )}
    </>
  );
}

function TransferEntry({ transfer, item }: { transfer: Transfer; item: ServiceItem }) {
  const { t, i18n } = useTranslation('casefile');
  const { t: words } = useTranslation('case');
  const office = useDivisionName();
  const partText = usePartText(item);
  const { requested, accepted, returned, recalled } = transfer;
  const to = office(requested.toDivision);
  const parts = requested.parts.map(partText).join(i18n.language === 'en' ? ', ' : '、');
  const standing = accepted
    ? t('record.transferTaken', { name: accepted.name })
    : returned
      ? t('record.transferBack', { name: returned.name, reason: returned.reason })
      : recalled
        ? t('record.transferRecalled', { name: recalled.name, reason: recalled.reason })
        : t('record.transferWaits', { office: to });
  return (
    <div className="record-entry">
      <p>
        <strong>{words('detail.transferredTo', { from: office(requested.fromDivision), to, parts })}</strong>{' '}
        · {standing}
      </p>
      <p>{requested.reason}</p>
      <p className="record-quiet">
        {t('record.sent', { name: requested.name, at: momentWords(requested.at, i18n.language) })}
      </p>
    </div>
  );
}

function AssistanceEntry({ assistance }: { assistance: Assistance }) {
  const { t, i18n } = useTranslation('casefile');
  const { t: words } = useTranslation('case');
  const office = useDivisionName();
  const { requested, answered, recalled } = assistance;
  const standing = answered
    ? t('record.answeredBy', {
        name: answered.name,
        conclusion: words(`conclusion.${answered.conclusion}`),
      })
    : recalled
      ? t('record.askRecalled', { name: recalled.name, reason: recalled.reason })
      : t('record.answerWaits', { date: dateWords(requested.dueOn, i18n.language) });
  return (
    <div className="record-entry">
      <p>
        <strong>{office(requested.toDivision)}</strong> · {standing}
      </p>
      <p>{requested.question}</p>
      {answered ? <p>{answered.opinion}</p> : null}
      <p className="record-quiet">
        {t('record.askedAt', { name: requested.name, at: momentWords(requested.at, i18n.language) })}
      </p>
    </div>
  );
}
