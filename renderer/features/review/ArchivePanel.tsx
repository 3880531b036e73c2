import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads } from '@shared/casework/event';
import { NumberControl } from '../../ui/form/NumberControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 归档: the number under which the archive keeps the case, and how many pages it has. */
export function ArchivePanel({ item, busy, onSubmit, onCancel }: StepPanelProps<'case.archived'>) {
  const { t } = useTranslation('review');
  const years = item.retentionYears;
  const term = years === undefined ? t('archive.permanent') : t('archive.years', { count: years });
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['case.archived']),
    defaultValues: { archiveNumber: '' },
  });
  return (
    <PanelFrame
      title={t('archive.title')}
      explain={t('archive.explain', { term })}
      submitLabel={t('archive.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="archiveNumber" label={t('archive.number')} span={1}>
        {(props) => <TextControl {...props} />}
      </StepField>
      <StepField control={control} name="pages" label={t('archive.pages')} span={1} required={false}>
        {(props) => <NumberControl {...props} decimals={0} unit={undefined} />}
      </StepField>
    </PanelFrame>
  );
}
