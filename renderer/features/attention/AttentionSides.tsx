import { useTranslation } from 'react-i18next';
import { formFields, type ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import type { AttentionEntry, CaseFile } from '../../store/storeApi';
import { momentWords } from '../../ui/DateText';
import { useEventText } from '../casefile/useEventText';
import { FieldValue } from './FieldValue';

type Props = { entry: AttentionEntry; file: CaseFile | undefined; item: ServiceItem | undefined };

/** What I did on the left, what holds now on the right, field by field where fields were touched. */
export function AttentionSides({ entry, file, item }: Props) {
  const { t } = useTranslation('attention');
  const text = useLocaleText();
  const fieldOf = (id: string) => (item ? formFields(item).find((field) => field.id === id) : undefined);
  const mine = 'form' in entry.event.payload ? entry.event.payload.form : {};
  return (
    <div className="attention-sides">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('mine')}</th>
            <th scope="col">{t('theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {entry.fields.map(({ field: id }) => {
            const field = fieldOf(id);
            return field ? (
              <tr key={id}>
                <th scope="row">{text(field.label)}</th>
                <td>
                  <FieldValue field={field} value={mine[id]} />
                </td>
                <td>
                  <FieldValue field={field} value={file?.facts.form[id]} />
                </td>
              </tr>
            ) : null;
          })}
          {item && file ? <StepRow entry={entry} file={file} item={item} /> : null}
        </tbody>
      </table>
    </div>
  );
}

/** The step itself beside what others did since its author looked. */
function StepRow({ entry, file, item }: { entry: AttentionEntry; file: CaseFile; item: ServiceItem }) {
  const { t, i18n } = useTranslation('attention');
  const eventText = useEventText(item);
  const { event } = entry;
  const mine = eventText(event);
  const since = file.timeline.filter(
    (one) =>
      one.version !== undefined && one.version > event.baseVersion && one.event.type !== 'document.printed',
  );
  return (
    <tr>
      <th scope="row">{t('step')}</th>
      <td>
        <strong>{mine.title}</strong>
        {mine.detail ? <div>{mine.detail}</div> : null}
      </td>
      <td>
        {since.length === 0
          ? t('nothingSince')
          : since.map((one) => {
              const { title, detail } = eventText(one.event);
              return (
                <div key={one.event.id}>
                  <strong>{title}</strong> {one.event.actor.name}{' '}
                  <span className="figures">{momentWords(one.event.recordedAt, i18n.language)}</span>
                  {detail ? <div>{detail}</div> : null}
                </div>
              );
            })}
      </td>
    </tr>
  );
}
