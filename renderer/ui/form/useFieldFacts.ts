import { useTranslation } from 'react-i18next';
import type { SimpleField } from '@shared/catalogue/field';
import { todayInShanghai } from '@shared/calendar/dates';
import { luhnWarning } from '@shared/identity/bankCard';
import { checkCitizenId } from '@shared/identity/citizenId';
import type { Scalar } from './formValues';

type FieldFacts = { derived?: string; warning?: string };

/** Full years on a day. */
const ageOn = (birthDate: string, day: string) =>
  Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);

/** What follows from a value, or makes one look twice, without being an error. */
export function useFieldFacts(field: SimpleField, value: Scalar): FieldFacts {
  const { t } = useTranslation('form');
  if (typeof value !== 'string' || value === '') return {};
  if (field.type === 'citizenId') {
    const checked = checkCitizenId(value);
    if (checked.kind === 'invalid') return {};
    const today = todayInShanghai();
    const { birthDate, sex } = checked;
    return { derived: t('idFacts', { birthDate, sex: t(`sex.${sex}`), age: ageOn(birthDate, today) }) };
  }
  if (field.type === 'bankCard' && value.length >= 12 && luhnWarning(value))
    return { warning: t('bankCardDoubt') };
  return {};
}
