import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads } from '@shared/casework/event';
import { ChoiceControl } from '../../ui/form/ChoiceControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';
import { terminationGrounds } from './terminationGrounds';

/** 转报 says to whom; nothing else does. */
const Terminated = payloads['case.terminated'].superRefine(({ ground, forwardedTo }, context) => {
  if (ground === 'forwarded' && forwardedTo === undefined)
    context.addIssue({ code: 'custom', path: ['forwardedTo'], message: 'forwarding names the authority' });
});

/** 终止办理: only on the grounds that can arise where the case stands. */
export function TerminatePanel({ file, busy, onSubmit, onCancel }: StepPanelProps<'case.terminated'>) {
  const { t } = useTranslation('review');
  const { t: words } = useTranslation('case');
  const grounds = terminationGrounds(file.state, file.facts);
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(Terminated),
    shouldUnregister: true,
    defaultValues: { ground: grounds[0] ?? 'discontinued', reason: '' },
  });
  const ground = useWatch({ control, name: 'ground' });
  const choices = grounds.map((value) => ({ value, label: words(`termination.${value}`) }));
  return (
    <PanelFrame
      title={t('terminate.title')}
      explain={t('terminate.explain')}
      submitLabel={t('terminate.submit')}
      dangerous
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField
        control={control}
        name="ground"
        label={t('terminate.ground')}
        group
        help={ground && words(`terminationHelp.${ground}`)}
      >
        {(props) => <ChoiceControl {...props} choices={choices} asList={false} />}
      </StepField>
      {ground === 'forwarded' ? (
        <StepField control={control} name="forwardedTo" label={t('terminate.forwardedTo')}>
          {(props) => <TextControl {...props} />}
        </StepField>
      ) : null}
      <StepField control={control} name="reason" label={t('terminate.reason')}>
        {(props) => <TextControl {...props} rows={3} />}
      </StepField>
    </PanelFrame>
  );
}
