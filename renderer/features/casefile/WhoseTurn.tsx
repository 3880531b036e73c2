import { useTranslation } from 'react-i18next';
import type { CaseEventType } from '@shared/casework/event';
import type { PermittedStep } from '@shared/casework/permitted';
import { useDivisionName } from '../../ui/form/useDivisionName';

type Props = { step: PermittedStep; words: (type: CaseEventType) => string };

/** Whose turn it is, where the next step is not this person's. */
export function WhoseTurn({ step: { type, why }, words }: Props) {
  const { t } = useTranslation('casefile');
  const { t: names } = useTranslation('case');
  const office = useDivisionName();
  if (why?.kind === 'inTransfer' || why?.kind === 'handledBy')
    return (
      <span className="case-waiting">
        {t('turn.transit', { step: words(type), office: office(why.division) })}
      </span>
    );
  if (why?.kind !== 'role' && why?.kind !== 'otherOffice') return null;
  const step = words(type);
  return (
    <span className="case-waiting">
      {why.kind === 'role'
        ? t('turn.role', { step, level: names(`level.${why.level}`), role: names(`role.${why.needs}`) })
        : t('turn.office', { step, level: names(`level.${why.needs}`) })}
    </span>
  );
}
