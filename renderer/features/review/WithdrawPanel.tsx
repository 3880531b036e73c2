import { useTranslation } from 'react-i18next';
import { ReasonPanel } from './ReasonPanel';
import type { StepPanelProps } from './stepProps';

/** 撤回申请, by the applicant before the decision; it cannot be taken back. */
export function WithdrawPanel({ busy, onSubmit, onCancel }: StepPanelProps<'application.withdrawn'>) {
  const { t } = useTranslation('review');
  return (
    <ReasonPanel
      title={t('withdraw.title')}
      explain={t('withdraw.explain')}
      label={t('withdraw.reason')}
      submitLabel={t('withdraw.submit')}
      dangerous
      busy={busy}
      onSubmit={onSubmit}
      onCancel={onCancel}
    />
  );
}
