import { memo, useMemo } from 'react';
import type { Section } from '@shared/catalogue/field';
import { useLocaleText } from '../../app/context';
import { FormField } from './FormField';
import { fieldsOf } from './formValues';
import { TableField } from './TableField';
import './form.css';

/** The sections of a definition as they stand on the paper form. Needs a `FormProvider` of `FormValues` around it. */
export const DefinitionForm = memo(function DefinitionForm({ sections }: { sections: readonly Section[] }) {
  const text = useLocaleText();
  const fields = useMemo(() => fieldsOf(sections), [sections]);
  return sections.map((section) => (
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
  ));
});
