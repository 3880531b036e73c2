import { useTranslation } from 'react-i18next';
import { shanghaiDate } from '@shared/calendar/dates';
import { openProcedure } from '@shared/casework/caseState';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { dateWords } from '../../ui/DateText';

/** The request that is being answered: who asked for what, when and why. */
export function ProcedureAsked({ file, item }: { file: CaseFile; item: ServiceItem }) {
  const { t, i18n } = useTranslation('review');
  const text = useLocaleText();
  const asked = openProcedure(file.facts)?.requested;
  if (!asked) return null;
  const procedure = item.specialProcedures.find(({ id }) => id === asked.procedureId);
  return (
    <p className="panel-asked form-span-2">
      {t('procedure.asked', {
        name: asked.name,
        date: dateWords(shanghaiDate(asked.at), i18n.language),
        procedure: procedure ? text(procedure.name) : asked.procedureId,
        reason: asked.reason,
      })}
    </p>
  );
}
