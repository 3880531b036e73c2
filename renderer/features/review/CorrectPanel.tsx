import { Select } from 'antd';
import { useId, useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { todayInShanghai } from '@shared/calendar/dates';
import { receivedOn } from '@shared/casework/caseState';
import { askedFields } from '@shared/catalogue/condition';
import type { Field } from '@shared/catalogue/field';
import { formFields } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { FieldFrame } from '../../ui/form/FieldFrame';
import { FormFactsContext, useFormFacts } from '../../ui/form/formFacts';
import { FormField } from '../../ui/form/FormField';
import { TableField } from '../../ui/form/TableField';
import { TextControl } from '../../ui/form/TextControl';
import { recorded, useDefinitionForm } from '../../ui/form/useDefinitionForm';
import { FieldValue } from '../attention/FieldValue';
import { changedFields } from './changedFields';
import { PanelFrame } from './PanelFrame';
import type { StepPanelProps } from './stepProps';

type Problem = 'none' | 'unchanged' | 'reason';

/** 更正 after closing: the chosen fields, the old value beside the new one, and why. Nothing is rewritten. */
export function CorrectPanel({ file, item, busy, onSubmit, onCancel }: StepPanelProps<'record.corrected'>) {
  const { t } = useTranslation('review');
  const text = useLocaleText();
  const id = useId();
  const { form: before } = file.facts;
  const received = receivedOn(file.facts);
  const form = useDefinitionForm(item, before, received);
  const formFacts = useFormFacts(item, form, received ?? todayInShanghai());
  const [chosen, setChosen] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const fields = formFields(item);
  const isComputed = (field: Field) => field.type !== 'table' && field.computed !== undefined;
  const asked = askedFields(fields, before).filter((field) => !isComputed(field));
  const submit = () => {
    const changed = changedFields(before, recorded(item, form.getValues(), received));
    // What is computed from a corrected field is corrected with it.
    const computed = fields.filter(isComputed).map((field) => field.id);
    const isMeant = (field: string) => chosen.includes(field) || computed.includes(field);
    const corrected = Object.fromEntries(Object.entries(changed).filter(([field]) => isMeant(field)));
    const why = reason.trim();
    const wrong: Problem | undefined =
      chosen.length === 0
        ? 'none'
        : Object.keys(corrected).length === 0
          ? 'unchanged'
          : why === ''
            ? 'reason'
            : undefined;
    setProblem(wrong);
    if (wrong === undefined) onSubmit({ form: corrected, reason: why });
  };
  return (
    <FormProvider {...form}>
      <FormFactsContext value={formFacts}>
        <PanelFrame
          title={t('correct.title')}
          explain={t('correct.explain')}
          submitLabel={t('correct.submit')}
          busy={busy}
          onSubmit={submit}
          onCancel={onCancel}
        >
          <FieldFrame
            name="fields"
            controlId={`${id}-fields`}
            label={t('correct.choose')}
            required
            span={2}
            error={
              problem === 'none'
                ? t('correct.none')
                : problem === 'unchanged'
                  ? t('amend.unchanged')
                  : undefined
            }
          >
            <Select
              id={`${id}-fields`}
              mode="multiple"
              className="form-wide"
              value={chosen}
              options={asked.map((field) => ({ value: field.id, label: text(field.label) }))}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={setChosen}
            />
          </FieldFrame>
          {asked
            .filter((field) => chosen.includes(field.id))
            .map((field) => (
              <div
                key={field.id}
                className="correction form-span-2"
                data-wide={field.type === 'table' ? '' : undefined}
              >
                <div className="correction-before">
                  <span className="form-label">{t('correct.before')}</span>
                  <FieldValue field={field} value={before[field.id]} />
                </div>
                <div className="correction-after">
                  {field.type === 'table' ? (
                    <TableField field={field} />
                  ) : (
                    <FormField field={field} fields={fields} />
                  )}
                </div>
              </div>
            ))}
          <FieldFrame
            name="reason"
            controlId={`${id}-reason`}
            label={t('correct.reason')}
            required
            span={2}
            error={problem === 'reason' ? t('fillIn', { label: t('correct.reason') }) : undefined}
          >
            <TextControl
              id={`${id}-reason`}
              label={t('correct.reason')}
              value={reason}
              onChange={(value) => setReason(typeof value === 'string' ? value : '')}
              onBlur={() => undefined}
              invalid={problem === 'reason'}
              describedBy={`${id}-reason-note`}
              dense={false}
              rows={2}
            />
          </FieldFrame>
        </PanelFrame>
      </FormFactsContext>
    </FormProvider>
  );
}
