import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { NonAcceptanceGround, payloads } from '@shared/casework/event';
import { ChoiceControl } from '../../ui/form/ChoiceControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 不予受理: the ground in 行政许可法 Art. 32, the reason and, where it is another's power, whose. */
export function NonAcceptancePanel({ busy, onSubmit, onCancel }: StepPanelProps<'application.notAccepted'>) {
  const { t } = useTranslation('review');
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['application.notAccepted']),
    defaultValues: { ground: 'otherAuthority', reason: '' },
  });
  const ground = useWatch({ control, name: 'ground' });
  const choices = NonAcceptanceGround.options.map((value) => ({ value, label: t(`ground.${value}`) }));
  return (
    <PanelFrame
      title={t('notAccept.title')}
      explain={t('notAccept.explain')}
      submitLabel={t('notAccept.submit')}
      dangerous
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="ground" label={t('notAccept.ground')} group>
        {(props) => <ChoiceControl {...props} choices={choices} asList={false} />}
      </StepField>
      <StepField control={control} name="reason" label={t('notAccept.reason')}>
        {(props) => <TextControl {...props} rows={3} />}
      </StepField>
      {ground === 'otherAuthority' ? (
        <StepField
          control={control}
          name="competentAuthority"
          label={t('notAccept.authority')}
          required={false}
          help={t('notAccept.authorityHelp')}
        >
          {(props) => <TextControl {...props} />}
        </StepField>
      ) : null}
    </PanelFrame>
  );
}
