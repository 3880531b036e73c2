import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormValue, MaterialRecord } from '@shared/casework/event';
import { formFields, type ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import type { AttentionEntry, CaseFile } from '../../store/storeApi';
import { momentWords } from '../../ui/DateText';
import { useEventText } from '../casefile/useEventText';
import { ChoiceCell } from './ChoiceCell';
import { FieldValue } from './FieldValue';
import type { Chosen } from './mineAgain';

type Props = {
  entry: AttentionEntry;
  file: CaseFile | undefined;
  item: ServiceItem | undefined;
  chosen: Chosen;
  /** Absent where the step cannot be recorded again in parts. */
  onChoose: ((chosen: Chosen) => void) | undefined;
};

const withOrWithout = (set: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> =>
  new Set(isIn ? [...set, id] : [...set].filter((one) => one !== id));

/** Before, what I did, and what holds now, field by field where fields were touched; each row can be chosen from. */
export function AttentionSides({ entry, file, item, chosen, onChoose }: Props) {
  const { t } = useTranslation('attention');
  const { t: caseText } = useTranslation('case');
  const text = useLocaleText();
  const fieldOf = (id: string) => (item ? formFields(item).find((field) => field.id === id) : undefined);
  const { event } = entry;
  const mine = 'form' in event.payload ? event.payload.form : {};
  const handed = event.type === 'application.amended' ? (event.payload.materials ?? []) : [];
  const statusOf = (record: MaterialRecord | undefined) =>
    caseText(`materialStatus.${record?.status ?? 'missing'}`);
  const row = (part: keyof Chosen, id: string, label: string, sides: [ReactNode, ReactNode, ReactNode]) => {
    const isMine = chosen[part].has(id);
    const choose = (wantsMine: boolean) =>
      onChoose && (() => onChoose({ ...chosen, [part]: withOrWithout(chosen[part], id, wantsMine) }));
    const name = `${event.id}-${part}-${id}`;
    const [before, mySide, present] = sides;
    return (
      <tr key={name}>
        <th scope="row">{label}</th>
        <td>{before}</td>
        <ChoiceCell
          name={name}
          checked={isMine}
          label={t('useMine', { what: label })}
          onChoose={choose(true)}
        >
          {mySide}
        </ChoiceCell>
        <ChoiceCell
          name={name}
          checked={!isMine}
          label={t('keepTheirs', { what: label })}
          onChoose={choose(false)}
        >
          {present}
        </ChoiceCell>
      </tr>
    );
  };
  return (
    <div className="attention-sides">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('before')}</th>
            <th scope="col">{t('mine')}</th>
            <th scope="col">{t('theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {entry.fields.map(({ field: id }) => {
            const field = fieldOf(id);
            if (!field) return null;
            const side = (value: FormValue | undefined) => <FieldValue field={field} value={value} />;
            return row('fields', id, text(field.label), [
              side(entry.before[id]),
              side(mine[id]),
              side(file?.facts.form[id]),
            ]);
          })}
          {handed.map((record) => {
            const { materialId: id } = record;
            const name = item?.materials.find((one) => one.id === id)?.name;
            const sides: [ReactNode, ReactNode, ReactNode] = [
              '',
              statusOf(record),
              statusOf(file?.facts.materials[id]),
            ];
            return row('materials', id, name ? text(name) : id, sides);
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
    (one) => entry.since.includes(one.event.id) && one.event.type !== 'document.printed',
  );
  return (
    <tr>
      <th scope="row">{t('step')}</th>
      <td />
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
