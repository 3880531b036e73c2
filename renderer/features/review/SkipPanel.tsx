import { useTranslation } from 'react-i18next';
import { stageOf } from '@shared/casework/transitions';
import { useLocaleText } from '../../app/context';
import { ReasonPanel } from './ReasonPanel';
import type { StepPanelProps } from './stepProps';

/** 跳过环节, where the item lets it be passed over. */
export function SkipPanel({ file, item, busy, onSubmit, onCancel }: StepPanelProps<'stage.skipped'>) {
  const { t } = useTranslation('review');
  const text = useLocaleText();
  const stage = stageOf(item, file.state);
  if (!stage) return null;
  return (
    <ReasonPanel
      title={t('skip.title', { stage: text(stage.name) })}
      explain={t('skip.explain')}
      label={t('skip.reason')}
      submitLabel={t('skip.submit')}
      busy={busy}
      onSubmit={({ reason }) => onSubmit({ stageId: stage.id, reason })}
      onCancel={onCancel}
    />
  );
}
