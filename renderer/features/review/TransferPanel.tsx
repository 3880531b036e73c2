import { zodResolver } from '@hookform/resolvers/zod';
import { Checkbox } from 'antd';
import { useId, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads } from '@shared/casework/event';
import {
  countyOf,
  isLevelFixed,
  levelOfPart,
  officeOf,
  partsToTransfer,
  type CasePart,
} from '@shared/casework/handling';
import { presentPart } from '@shared/casework/presentPart';
import { FieldFrame } from '../../ui/form/FieldFrame';
import { TextControl } from '../../ui/form/TextControl';
import { usePartText } from '../casefile/usePartText';
import { OfficeControl } from './OfficeControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

const Asked = payloads['case.transferred'].pick({ toDivision: true, reason: true });

/** 转办: to which office of the county, which stages go along, and why. */
export function TransferPanel({ file, item, busy, onSubmit, onCancel }: StepPanelProps<'case.transferred'>) {
  const { t } = useTranslation('review');
  const partText = usePartText(item);
  const id = useId();
  const [left, setLeft] = useState<readonly CasePart[]>([]);
  const { facts } = file;
  const present = presentPart(item, file.state);
  const level = levelOfPart(item, present) ?? 'township';
  const fromDivision = officeOf(facts, present, level);
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(Asked),
    defaultValues: { toDivision: '', reason: '' },
  });
  const toDivision = useWatch({ control, name: 'toDivision' });
  const possible = toDivision ? partsToTransfer(item, facts, present, toDivision) : [];
  const parts = possible.filter((part) => part === present || !left.includes(part));
  const cannot = toDivision !== '' && !possible.includes(present);
  return (
    <PanelFrame
      title={t('transfer.title')}
      explain={t('transfer.explain')}
      submitLabel={t('transfer.submit')}
      busy={busy}
      disabled={cannot}
      onSubmit={() => void handleSubmit((asked) => onSubmit({ ...asked, fromDivision, parts }))()}
      onCancel={onCancel}
    >
      <StepField
        control={control}
        name="toDivision"
        label={t('transfer.to')}
        warning={cannot ? t('transfer.nothing') : undefined}
      >
        {(props) => (
          <OfficeControl
            {...props}
            county={countyOf(facts.originDivision)}
            levels={isLevelFixed(item, present) ? [level] : ['county', 'township']}
            except={[fromDivision]}
            placeholder={t('transfer.find')}
          />
        )}
      </StepField>
      {possible.length === 0 ? null : (
        <FieldFrame
          name="parts"
          controlId={id}
          label={t('transfer.parts')}
          required
          span={2}
          group
          help={t('transfer.partsHelp')}
        >
          <Checkbox.Group
            className="panel-parts"
            aria-labelledby={`${id}-label`}
            value={parts}
            options={possible.map((part) => ({
              value: part,
              label: partText(part),
              disabled: part === present,
            }))}
            onChange={(chosen) => setLeft(possible.filter((part) => !chosen.includes(part)))}
          />
        </FieldFrame>
      )}
      <StepField control={control} name="reason" label={t('transfer.reason')}>
        {(props) => <TextControl {...props} rows={3} />}
      </StepField>
    </PanelFrame>
  );
}
