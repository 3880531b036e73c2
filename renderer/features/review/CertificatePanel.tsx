import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { lastDayOfTerm, todayInShanghai } from '@shared/calendar/dates';
import { payloads } from '@shared/casework/event';
import { useLocaleText } from '../../app/context';
import { DateControl } from '../../ui/form/DateControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 制证: number and validity, proposed from the item's definition. */
export function CertificatePanel({ item, busy, onSubmit, onCancel }: StepPanelProps<'certificate.issued'>) {
  const { t } = useTranslation('review');
  const text = useLocaleText();
  const today = todayInShanghai();
  const { certificate } = item;
  const years = certificate?.validYears;
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['certificate.issued']),
    defaultValues: {
      certificateNumber: '',
      validFrom: today,
      ...(years === undefined ? {} : { validTo: lastDayOfTerm(today, years) }),
    },
  });
  return (
    <PanelFrame
      title={t('certificate.title', { name: certificate ? text(certificate.name) : '' })}
      submitLabel={t('certificate.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField
        control={control}
        name="certificateNumber"
        label={t('certificate.number')}
        help={certificate && t('certificate.numberHelp', { prefix: certificate.prefix })}
      >
        {(props) => <TextControl {...props} />}
      </StepField>
      <StepField control={control} name="validFrom" label={t('certificate.validFrom')} span={1}>
        {(props) => <DateControl {...props} />}
      </StepField>
      <StepField
        control={control}
        name="validTo"
        label={t('certificate.validTo')}
        span={1}
        required={false}
        help={t('certificate.validToHelp')}
      >
        {(props) => <DateControl {...props} />}
      </StepField>
    </PanelFrame>
  );
}
