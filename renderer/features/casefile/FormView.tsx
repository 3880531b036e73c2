import { useTranslation } from 'react-i18next';
import { askedFields } from '@shared/catalogue/condition';
import type { Field, SimpleField, TableField } from '@shared/catalogue/field';
import type { FormData, FormValue } from '@shared/casework/event';
import { formFields, type ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { MaskedText } from '../../ui/MaskedText';
import { useValueText } from './useValueText';

/** The application as handed in, section by section, to be read; personal data masked until revealed. */
export function FormView({ item, form }: { item: ServiceItem; form: FormData }) {
  const text = useLocaleText();
  const asked = new Set(askedFields(formFields(item), form));
  return (
    <div className="form-view">
      {item.form.map((section) => (
        <section key={section.id}>
          <h3>{text(section.title)}</h3>
          <dl>
            {section.fields
              .filter((field) => asked.has(field))
              .map((field) => (
                <FieldView key={field.id} field={field} value={form[field.id]} />
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function FieldView({ field, value }: { field: Field; value: FormValue | undefined }) {
  const text = useLocaleText();
  const wide = field.type === 'table' || field.type === 'longText' || field.span === 2;
  return (
    <div className={wide ? 'view-field view-wide' : 'view-field'}>
      <dt>{text(field.label)}</dt>
      <dd>
        {field.type === 'table' ? (
          <TableView field={field} value={value} />
        ) : (
          <SimpleView field={field} value={Array.isArray(value) ? undefined : value} />
        )}
      </dd>
    </div>
  );
}

type Single = Exclude<FormValue, unknown[]> | undefined;

function SimpleView({ field, value }: { field: SimpleField; value: Single }) {
  const { t } = useTranslation('casefile');
  const valueText = useValueText();
  const shown = valueText(field, value);
  if (shown === '') return <span className="view-empty">{t('notFilled')}</span>;
  return field.mask === 'none' ? <>{shown}</> : <MaskedText kind={field.mask} value={shown} />;
}

function TableView({ field, value }: { field: TableField; value: FormValue | undefined }) {
  const { t } = useTranslation('casefile');
  const text = useLocaleText();
  const rows = Array.isArray(value) ? value : [];
  if (rows.length === 0) return <span className="view-empty">{t('notFilled')}</span>;
  return (
    <table className="view-table">
      <thead>
        <tr>
          {field.columns.map((column) => (
            <th key={column.id}>{text(column.label)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // Rows of a recorded form have no identity of their own and never move.
          <tr key={index}>
            {field.columns.map((column) => (
              <td key={column.id}>
                <SimpleView field={column} value={row[column.id]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
