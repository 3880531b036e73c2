import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { InstantDecision } from '@shared/casework/instant';
import { payloads } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from '../review/PanelFrame';
import { Phrases } from '../review/Phrases';
import { StepField } from '../review/StepField';
import { usualOpinions } from '../review/usualOpinions';

type Props = {
  item: ServiceItem;
  applicant: string;
  busy: boolean;
  onSubmit: (said: InstantDecision) => void;
  onCancel: () => void;
};

const { opinion, content } = payloads['decision.granted'].shape;
const { certificateNumber } = payloads['certificate.issued'].shape;
const { recipient } = payloads['result.delivered'].shape;
const Said = z.object({ opinion, content, recipient });
const SaidWithCertificate = Said.extend({ certificateNumber });

/** 当场办结: what an item that is decided at the counter still needs said, all on one panel. */
export function InstantPanel({ item, applicant, busy, onSubmit, onCancel }: Props) {
  const { t } = useTranslation('intake');
  const { t: review } = useTranslation('review');
  const text = useLocaleText();
  const { certificate } = item;
  const { control, handleSubmit, setValue } = useForm<InstantDecision>({
    resolver: zodResolver(certificate ? SaidWithCertificate : Said),
    defaultValues: {
      opinion: usualOpinions.decision[0] ?? '',
      content: `准予${applicant}的“${item.name['zh-CN']}”申请。`,
      recipient: applicant,
    },
  });
  return (
    <PanelFrame
      title={t('instant.title')}
      explain={t('instant.explain')}
      submitLabel={t('instant.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      {certificate ? (
        <StepField
          control={control}
          name="certificateNumber"
          label={t('instant.certificateNumber', { name: text(certificate.name) })}
          help={review('certificate.numberHelp', { prefix: certificate.prefix })}
        >
          {(props) => <TextControl {...props} />}
        </StepField>
      ) : null}
      <StepField control={control} name="opinion" label={review('grant.opinion')}>
        {(props) => <TextControl {...props} rows={2} />}
      </StepField>
      <Phrases
        phrases={usualOpinions.decision}
        onChoose={(phrase) => setValue('opinion', phrase, { shouldValidate: true, shouldDirty: true })}
      />
      <StepField control={control} name="content" label={review('grant.content')}>
        {(props) => <TextControl {...props} rows={2} />}
      </StepField>
      <StepField control={control} name="recipient" label={review('deliver.recipient')}>
        {(props) => <TextControl {...props} />}
      </StepField>
    </PanelFrame>
  );
}
