import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKnown, useLocaleText, useStore } from '../../app/context';
import type { DepartureRecord } from '../../store/storeApi';
import { momentWords } from '../../ui/DateText';
import { useDivisionName } from '../../ui/form/useDivisionName';
import { useTakeOff } from './useTakeOff';
import './attention.css';

/** A case that other offices have since a restore of the platform, and this one has not: which, what is safe, whom to ask. */
export function DepartureCard({ departure }: { departure: DepartureRecord }) {
  const { t, i18n } = useTranslation('attention');
  const text = useLocaleText();
  const store = useStore();
  const takeOff = useTakeOff();
  const office = useDivisionName();
  const { caseId, itemCode, itemVersion, applicantName, number, originDivision, leftAt } = departure;
  const item = useKnown().itemOf(itemCode, itemVersion);
  return (
    <article className="attention-card" data-departure={caseId}>
      <header>
        <h2>
          {t('departure.left')}
          <span className="attention-case">
            {applicantName} · {item ? text(item.name) : itemCode} · <span className="figures">{number}</span>
          </span>
        </h2>
        <span className="attention-when figures">{momentWords(leftAt, i18n.language)}</span>
      </header>
      <p>{t('departure.explain', { office: office(originDivision) })}</p>
      <footer>
        <Button
          type="primary"
          onClick={() =>
            takeOff(store.settleDeparture(caseId), (say) =>
              say('departure.settled', { ns: 'attention', number }),
            )
          }
        >
          {t('departure.settle')}
        </Button>
      </footer>
    </article>
  );
}
