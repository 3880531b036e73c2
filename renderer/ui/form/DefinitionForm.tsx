import { memo, useMemo } from 'react';
import { useFormContext } from 'react-hook-form';
import { todayInShanghai, type PlainDate } from '@shared/calendar/dates';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { FormField } from './FormField';
import { FormFactsContext, useFormFacts } from './formFacts';
import { fieldsOf, type FormValues } from './formValues';
import { TableField } from './TableField';
import './form.css';

/** `receivedOn` is what ages are reckoned on: the day the case was received; today where it is being received. */
type Props = { item: ServiceItem; receivedOn?: PlainDate | undefined };

/**
 * The sections of a definition as they stand on the paper form, with what is computed and warned of as it is filled in. Needs
 * a `FormProvider` of `FormValues` around it.
 */
export const DefinitionForm = memo(function DefinitionForm({ item, receivedOn }: Props) {
  const text = useLocaleText();
  const sections = item.form;
  const fields = useMemo(() => fieldsOf(sections), [sections]);
  const facts = useFormFacts(item, useFormContext<FormValues>(), receivedOn ?? todayInShanghai());
  return (
    <FormFactsContext value={facts}>
      {sections.map((section) => (
        <fieldset className="form-section" key={section.id}>
          <legend>{text(section.title)}</legend>
          <div className="form-grid">
            {section.fields.map((field) =>
              field.type === 'table' ? (
                <TableField field={field} key={field.id} />
              ) : (
                <FormField field={field} fields={fields} key={field.id} />
              ),
            )}
          </div>
        </fieldset>
      ))}
    </FormFactsContext>
  );
});
