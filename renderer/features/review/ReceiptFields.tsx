import type { Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { DeliveryMethod, Payload } from '@shared/casework/event';
import { TextControl } from '../../ui/form/TextControl';
import { NamesField } from './NamesField';
import { receiptParts } from './receiptParts';
import { StepField } from './StepField';

type Delivered = Payload<'result.delivered'>;
type Props = { control: Control<Delivered, unknown, Delivered>; method: DeliveryMethod };

/** What "place" means for this way of service. */
const placeWords = {
  direct: 'deliver.place',
  left: 'deliver.place',
  post: 'deliver.place',
  entrusted: 'deliver.placeEntrusted',
  electronic: 'deliver.placeElectronic',
  announcement: 'deliver.placeAnnouncement',
} as const;

/** The questions that this way of service adds to the receipt. */
export function ReceiptFields({ control, method }: Props) {
  const { t } = useTranslation('review');
  const { asked, needed } = receiptParts[method];
  return asked.map((part) => {
    const required = needed.includes(part);
    if (part === 'servers')
      return (
        <NamesField
          key={part}
          control={control}
          name="servers"
          label={t('deliver.servers')}
          help={t('deliver.serversHelp')}
          atLeast={{ count: 2, warning: t('deliver.serversTooFew') }}
        />
      );
    if (part === 'witnesses')
      return (
        <NamesField
          key={part}
          control={control}
          name="witnesses"
          label={t('deliver.witnesses')}
          help={t('deliver.witnessesHelp')}
        />
      );
    const label = part === 'place' ? t(placeWords[method]) : t(`deliver.${part}`);
    return (
      <StepField key={part} control={control} name={part} label={label} required={required}>
        {(props) => <TextControl {...props} {...(part === 'refusalReason' ? { rows: 2 } : {})} />}
      </StepField>
    );
  });
}
