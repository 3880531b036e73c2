import { useTranslation } from 'react-i18next';
import { outstandingMaterials, type CaseState } from '@shared/casework/caseState';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText, useSession } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { dateWords, momentWords } from '../../ui/DateText';
import { MaskedText } from '../../ui/MaskedText';
import { CorrectionsView } from './CorrectionsView';
import { HandlingView } from './HandlingView';
import { ProceduresView } from './ProceduresView';
import { RecordSection } from './RecordSection';
import { seesRatings } from './seesRatings';

type Props = { file: CaseFile; item: ServiceItem };

/** How many out of the ordinary things the file holds; the tab shows it. */
export const recordCount = ({ facts }: Pick<CaseFile, 'facts'>): number =>
  facts.procedures.length +
  facts.extensions.length +
  facts.transfers.length +
  facts.assistances.length +
  facts.corrections.length +
  facts.afterChecks.length +
  [facts.representative, facts.accepted?.tolerated, facts.terminated, facts.rating, facts.archived].filter(
    (one) => one !== undefined,
  ).length;

/** What is out of the ordinary in the file: who acts for the applicant, procedures, extension, ending, corrections, checks, rating. */
export function RecordView({ file, item }: Props) {
  const { t } = useTranslation('casefile');
  const { facts } = file;
  if (recordCount(file) === 0) return <p className="view-empty">{t('record.none')}</p>;
  return (
    <div className="record-view">
      <Representative facts={facts} />
      <Tolerated facts={facts} item={item} />
      <ProceduresView facts={facts} item={item} />
      <HandlingView facts={facts} item={item} />
      <Termination facts={facts} />
      <CorrectionsView facts={facts} item={item} />
      <AfterChecks facts={facts} item={item} />
      <Rating facts={facts} />
      <Archived facts={facts} />
    </div>
  );
}

function Representative({ facts }: { facts: CaseState }) {
  const { t, i18n } = useTranslation('casefile');
  const agent = facts.representative;
  if (!agent) return null;
  return (
    <RecordSection title={t('record.representative')}>
      <p>
        {agent.name}（{agent.relation}）{' '}
        {agent.idNumber === '' ? null : <MaskedText kind="citizenId" value={agent.idNumber} />}{' '}
        {agent.mobile === '' ? null : <MaskedText kind="mobile" value={agent.mobile} />}
      </p>
      <p className="record-quiet">
        {agent.scope ?? t('record.scope')}
        {agent.validUntil === undefined
          ? null
          : ` · ${t('record.validUntil', { date: dateWords(agent.validUntil, i18n.language) })}`}
      </p>
    </RecordSection>
  );
}

function Tolerated({ facts, item }: { facts: CaseState; item: ServiceItem }) {
  const { t, i18n } = useTranslation('casefile');
  const text = useLocaleText();
  const tolerated = facts.accepted?.tolerated;
  if (!tolerated) return null;
  const { promisedBy: name, dueOn } = tolerated;
  const missing = outstandingMaterials(facts);
  const outstanding = item.materials.filter(({ id }) => missing.includes(id)).map((one) => text(one.name));
  return (
    <RecordSection title={t('record.tolerated')}>
      <p>{t('record.promise', { name, date: dateWords(dueOn, i18n.language) })}</p>
      <p>
        {outstanding.length === 0
          ? t('record.allCame')
          : t('record.outstanding', { names: outstanding.join(i18n.language === 'en' ? ', ' : '、') })}
      </p>
    </RecordSection>
  );
}

function Termination({ facts }: { facts: CaseState }) {
  const { t, i18n } = useTranslation('casefile');
  const { t: words } = useTranslation('case');
  const ended = facts.terminated;
  if (!ended) return null;
  return (
    <RecordSection title={words(`closure.${ended.ground}`)}>
      <p>{ended.reason}</p>
      <p className="record-quiet">
        {ended.forwardedTo === undefined
          ? null
          : `${words('detail.forwardedTo', { office: ended.forwardedTo })} · `}
        {t('record.by', { name: ended.name, at: momentWords(ended.at, i18n.language) })}
      </p>
    </RecordSection>
  );
}

function AfterChecks({ facts, item }: { facts: CaseState; item: ServiceItem }) {
  const { t, i18n } = useTranslation('casefile');
  const { t: words } = useTranslation('case');
  const text = useLocaleText();
  if (facts.afterChecks.length === 0) return null;
  return (
    <RecordSection title={t('record.afterChecks')}>
      {facts.afterChecks.map((check) => {
        const known = item.afterChecks.find(({ id }) => id === check.checkId);
        return (
          <div key={`${check.checkId} ${check.at}`} className="record-entry">
            <p>
              {known ? text(known.name) : check.checkId} ·{' '}
              <strong data-outcome={check.outcome}>{words(`checkOutcome.${check.outcome}`)}</strong>
            </p>
            <p>{check.finding}</p>
            <p className="record-quiet">
              {check.staff.join('、')} · {dateWords(check.checkedOn, i18n.language)}
            </p>
          </div>
        );
      })}
    </RecordSection>
  );
}

function Rating({ facts }: { facts: CaseState }) {
  const { t } = useTranslation('casefile');
  const { t: words } = useTranslation('case');
  const { account } = useSession();
  if (!facts.rating) return null;
  const { satisfaction, comment } = facts.rating;
  return (
    <RecordSection title={t('record.rating')}>
      {seesRatings(account) ? (
        <>
          <p>
            <strong>{words(`satisfaction.${satisfaction}`)}</strong>
          </p>
          {comment === undefined ? null : <p>{comment}</p>}
        </>
      ) : (
        <p>{t('record.rated')}</p>
      )}
    </RecordSection>
  );
}

function Archived({ facts }: { facts: CaseState }) {
  const { t, i18n } = useTranslation('casefile');
  const { t: words } = useTranslation('case');
  if (!facts.archived) return null;
  const { archiveNumber: number, pages, name, at } = facts.archived;
  return (
    <RecordSection title={words('state.archived')}>
      <p>
        {pages === undefined
          ? words('detail.archiveNumber', { number })
          : words('detail.archive', { number, count: pages })}
      </p>
      <p className="record-quiet">{t('record.by', { name, at: momentWords(at, i18n.language) })}</p>
    </RecordSection>
  );
}
