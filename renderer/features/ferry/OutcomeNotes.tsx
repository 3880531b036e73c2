import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FerryCarried, FerryTaken, FerryWritten } from '@shared/bridge/ferry';
import type { Outcome } from './useFerry';
import { useResultsText } from './useResultsText';

function WrittenNote({ written }: { written: FerryWritten }) {
  const { t } = useTranslation('ferry');
  switch (written.kind) {
    case 'cancelled':
      return null;
    case 'noKeys':
      return <Alert type="warning" showIcon title={t('noKeys.title')} description={t('noKeys.text')} />;
    case 'failed':
      return (
        <Alert
          type="error"
          showIcon
          title={`${t('out.failed')} ${t(`out.fault.${written.fault}`)}`}
          description={
            written.written.length > 0 ? t('out.kept', { count: written.written.length }) : t('out.safe')
          }
        />
      );
    case 'written': {
      const { bundles } = written;
      const sum = (of: 'events' | 'materials') => bundles.reduce((total, bundle) => total + bundle[of], 0);
      const names = bundles.map(({ name }) => name).join(' · ');
      return (
        <Alert
          type="success"
          showIcon
          title={t('out.done')}
          description={t('out.doneText', { count: sum('events'), materials: sum('materials'), names })}
        />
      );
    }
  }
}

function CarriedNote({ one }: { one: FerryCarried }) {
  const { t } = useTranslation('ferry');
  const resultsText = useResultsText();
  if (one.kind === 'refused') {
    const fault = one.fault === 'wrongDirection' ? 'wrongDirectionCarry' : one.fault;
    const { name, office, number } = one;
    return (
      <Alert
        type="error"
        showIcon
        title={
          office === undefined ? t('carried.refused', { name }) : t('carried.refusedOf', { office, number })
        }
        description={t(`fault.${fault}`)}
      />
    );
  }
  const { divisionName, deviceNumber, number, results, receipt, notes, more } = one;
  const warns = more || notes.includes('numberTwice');
  return (
    <Alert
      type={warns ? 'warning' : 'success'}
      showIcon
      title={t('carried.done', { office: divisionName, device: deviceNumber, number })}
      description={
        <>
          <p>{t('carried.doneText', { results: resultsText(results), receipt })}</p>
          {notes.map((note) => (
            <p key={note}>{t(`note.${note}`)}</p>
          ))}
          {more ? <p>{t('carried.more')}</p> : null}
        </>
      }
    />
  );
}

function TakenNote({ one }: { one: FerryTaken }) {
  const { t } = useTranslation('ferry');
  const resultsText = useResultsText();
  if (one.kind === 'refused') {
    const fault = one.fault === 'wrongDirection' ? 'wrongDirectionTake' : one.fault;
    return (
      <Alert
        type="error"
        showIcon
        title={t('taken.refused', { name: one.name })}
        description={t(`fault.${fault}`, { office: one.office ?? '' })}
      />
    );
  }
  const { number, results, news, again, gap, more, restored } = one;
  if (again) return <Alert type="info" showIcon title={t('taken.again')} />;
  const warns = results.refused > 0 || gap || restored;
  return (
    <Alert
      type={warns ? 'warning' : 'success'}
      showIcon
      title={t('taken.done', { number })}
      description={
        <>
          <p>
            {t('taken.text', { results: resultsText(results) })}{' '}
            {news > 0 ? t('taken.news', { count: news }) : ''}
          </p>
          {results.refused > 0 ? <p>{t('taken.attention')}</p> : null}
          {gap ? <p>{t('taken.gap')}</p> : null}
          {more ? <p>{t('taken.more')}</p> : null}
          {restored ? <p>{t('taken.restored')}</p> : null}
        </>
      }
    />
  );
}

/** What came of the last step, a note for each file. */
export function OutcomeNotes({ outcome }: { outcome: Outcome }) {
  switch (outcome.step) {
    case 'out':
      return <WrittenNote written={outcome.written} />;
    case 'carry':
      return outcome.files.map((one) => <CarriedNote key={one.name} one={one} />);
    case 'in':
      return outcome.taken.map((one) => <TakenNote key={one.name} one={one} />);
  }
}
