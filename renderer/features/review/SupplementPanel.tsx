import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { Alert, Button } from 'antd';
import { useFieldArray, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PlainDate } from '@shared/calendar/dates';
import { payloads, type Payload } from '@shared/casework/event';
import { dateWords } from '../../ui/DateText';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';

type Requested = Payload<'supplement.requested'>;

/** A second notice says why the first was not enough. */
const Repeated = payloads['supplement.requested'].required({ repeatReason: true });

type Props = {
  initial: Requested['items'];
  busy: boolean;
  title: string;
  /** The day on which it was asked before: asking again takes a reason. */
  askedOn?: PlainDate | undefined;
  onSubmit: (payload: Requested) => void;
  onCancel: () => void;
};

/** 一次性补正告知: every line says what is wrong and how to mend it; the law allows to ask once. */
export function SupplementPanel({ initial, busy, title, askedOn, onSubmit, onCancel }: Props) {
  const { t, i18n } = useTranslation('review');
  const { control, handleSubmit } = useForm<Requested, unknown, Requested>({
    resolver: zodResolver(askedOn === undefined ? payloads['supplement.requested'] : Repeated),
    defaultValues: { items: initial.length > 0 ? initial : [{ problem: '', remedy: '' }] },
  });
  const { fields, append, remove } = useFieldArray({ control, name: 'items' });
  return (
    <PanelFrame
      title={title}
      submitLabel={t(askedOn === undefined ? 'supplement.submit' : 'repeat.submit')}
      dangerous={askedOn !== undefined}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      {askedOn === undefined ? (
        <Alert className="form-span-2" type="info" title={t('supplement.once')} />
      ) : (
        <Alert
          className="form-span-2"
          type="warning"
          showIcon
          title={t('repeat.warning', { date: dateWords(askedOn, i18n.language) })}
        />
      )}
      <ol className="supplement-items">
        {fields.map((field, index) => (
          <li key={field.id}>
            <StepField control={control} name={`items.${index}.problem`} label={t('supplement.problem')}>
              {(props) => <TextControl {...props} rows={1} />}
            </StepField>
            <StepField control={control} name={`items.${index}.remedy`} label={t('supplement.remedy')}>
              {(props) => <TextControl {...props} rows={1} />}
            </StepField>
            <Button
              className="supplement-remove"
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              disabled={fields.length === 1}
              aria-label={t('supplement.remove', { number: index + 1 })}
              onClick={() => remove(index)}
            />
          </li>
        ))}
      </ol>
      <Button size="small" icon={<PlusOutlined />} onClick={() => append({ problem: '', remedy: '' })}>
        {t('supplement.add')}
      </Button>
      {askedOn === undefined ? null : (
        <StepField control={control} name="repeatReason" label={t('repeat.reason')}>
          {(props) => <TextControl {...props} rows={2} />}
        </StepField>
      )}
    </PanelFrame>
  );
}
