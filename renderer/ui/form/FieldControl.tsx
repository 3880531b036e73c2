import { useTranslation } from 'react-i18next';
import type { SimpleField } from '@shared/catalogue/field';
import { useLocaleText } from '../../app/context';
import { ChoiceControl } from './ChoiceControl';
import { tidyCitizenId, tidyDigits } from './citizenIdText';
import type { ControlProps } from './controlProps';
import { DateControl } from './DateControl';
import { DivisionControl } from './DivisionControl';
import { NumberControl } from './NumberControl';
import { TextControl } from './TextControl';

/** Above this number of choices a list is quicker than open buttons. */
export const openChoices = 4;

/** The control that suits a field's type. */
export function FieldControl({ field, ...props }: ControlProps & { field: SimpleField }) {
  const { t } = useTranslation('form');
  const text = useLocaleText();
  switch (field.type) {
    case 'text':
    case 'personName':
      return <TextControl {...props} />;
    case 'longText':
      return <TextControl {...props} rows={props.dense ? undefined : 3} />;
    case 'citizenId':
    case 'creditCode':
    case 'disabilityCertificate':
      return <TextControl {...props} figures tidy={tidyCitizenId} />;
    case 'mobile':
    case 'bankCard':
      return <TextControl {...props} figures tidy={tidyDigits} />;
    case 'division':
      return <DivisionControl {...props} level={field.level} />;
    case 'date':
      return <DateControl {...props} />;
    case 'money':
      return <NumberControl {...props} decimals={2} unit={props.dense ? undefined : t('unit.yuan')} />;
    case 'integer':
      return <NumberControl {...props} decimals={0} unit={field.unit && text(field.unit)} />;
    case 'decimal':
      return <NumberControl {...props} decimals={undefined} unit={field.unit && text(field.unit)} />;
    case 'choice': {
      const choices = field.options.map((option) => ({ value: option.value, label: text(option.label) }));
      const asList = props.dense || choices.length > openChoices;
      return <ChoiceControl {...props} choices={choices} asList={asList} placeholder={t('choose')} />;
    }
    case 'yesNo': {
      const choices = [
        { value: true, label: t('yes') },
        { value: false, label: t('no') },
      ];
      return <ChoiceControl {...props} choices={choices} asList={props.dense} placeholder={t('choose')} />;
    }
  }
}
