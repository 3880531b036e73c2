import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimpleField } from '@shared/catalogue/field';
import { useLocaleText } from '../../app/context';

/** A stored value as people read it: the word for a choice, money with its unit; empty where nothing was filled in. */
export function useValueText() {
  const { t, i18n } = useTranslation('form');
  const text = useLocaleText();
  return useCallback(
    (field: SimpleField, value: string | number | boolean | null | undefined): string => {
      if (value === undefined || value === null || value === '') return '';
      if (typeof value === 'boolean') return value ? t('yes') : t('no');
      if (field.type === 'choice') {
        const option = field.options.find((one) => one.value === value);
        return option ? text(option.label) : String(value);
      }
      if (typeof value !== 'number') return value;
      const figure = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 4 }).format(value);
      if (field.type === 'money') return `${figure} ${t('unit.yuan')}`;
      const unit = 'unit' in field && field.unit ? text(field.unit) : '';
      return unit === '' ? figure : `${figure} ${unit}`;
    },
    [t, text, i18n.language],
  );
}
