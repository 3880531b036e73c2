import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { Alert, Button } from 'antd';
import { useFieldArray, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads, type Payload } from '@shared/casework/event';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';

type Requested = Payload<'supplement.requested'>;
type Props = {
  initial: Requested['items'];
  busy: boolean;
  title: string;
  onSubmit: (payload: Requested) => void;
  onCancel: () => void;
};

/** 一次性补正告知: every line says what is wrong and how to mend it; the law allows to ask once. */
export function SupplementPanel({ initial, busy, title, onSubmit, onCancel }: Props) {
  const { t } = useTranslation('review');
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['supplement.requested']),
    defaultValues: { items: initial.length > 0 ? initial : [{ problem: '', remedy: '' }] },
  });
  const { fields, append, remove } = useFieldArray({ control, name: 'items' });
  return (
    <PanelFrame
      title={title}
      submitLabel={t('supplement.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <Alert className="form-span-2" type="info" title={t('supplement.once')} />
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
    </PanelFrame>
  );
}
