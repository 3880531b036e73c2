import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAnnounce, useKnown, useLocaleText, useStore } from '../../app/context';
import type { Departure } from '../../store/storeApi';
import { momentWords } from '../../ui/DateText';
import { useDivisionName } from '../../ui/form/useDivisionName';
import './attention.css';

/** A case that other offices have since a restore of the platform, and this one has not: which, what is safe, whom to ask. */
export function DepartureCard({ departure: { summary, leftAt } }: { departure: Departure }) {
  const { t, i18n } = useTranslation('attention');
  const text = useLocaleText();
  const store = useStore();
  const announce = useAnnounce();
  const office = useDivisionName();
  const item = useKnown().itemOf(summary.itemCode, summary.itemVersion);
  const number = summary.officialNumber ?? summary.provisionalNumber;
  return (
    <article className="attention-card" data-departure={summary.caseId}>
      <header>
        <h2>
          {t('departure.left')}
          <span className="attention-case">
            {summary.applicantName} · {item ? text(item.name) : summary.itemCode} ·{' '}
            <span className="figures">{number}</span>
          </span>
        </h2>
        <span className="attention-when figures">{momentWords(leftAt, i18n.language)}</span>
      </header>
      <p>{t('departure.explain', { office: office(summary.originDivision) })}</p>
      <footer>
        <Button
          type="primary"
          onClick={() => {
            void store
              .settleDeparture(summary.caseId)
              .then(() => announce((say) => say('departure.settled', { ns: 'attention', number })));
          }}
        >
          {t('departure.settle')}
        </Button>
      </footer>
    </article>
  );
}
