import { useTranslation } from 'react-i18next';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { CaseFile } from '../../store/storeApi';
import { momentWords } from '../../ui/DateText';
import { useEventText } from './useEventText';

/** What happened to the case, newest first, each with who and when as recorded, and whether it has been uploaded. */
export function Timeline({ file, item }: { file: CaseFile; item: ServiceItem }) {
  const { t, i18n } = useTranslation('casefile');
  const eventText = useEventText(item);
  return (
    <section className="timeline" aria-label={t('timeline.title')}>
      <h2>{t('timeline.title')}</h2>
      <ol>
        {[...file.timeline].reverse().map(({ event, version, refused, assigned }) => {
          const { title, detail } = eventText(event);
          const mark = refused ? 'refused' : version === undefined ? 'waiting' : undefined;
          return (
            <li key={event.id} data-event={event.id} data-mark={mark}>
              <div className="timeline-title">
                {title}
                {mark ? <span className="timeline-mark">{t(`timeline.${mark}`)}</span> : null}
              </div>
              <div className="timeline-who">
                {event.actor.name} ·{' '}
                <time dateTime={event.recordedAt}>{momentWords(event.recordedAt, i18n.language)}</time>
              </div>
              {detail ? (
                <div className="timeline-detail" title={detail}>
                  {detail}
                </div>
              ) : null}
              {assigned.documentNumber ? (
                <div className="timeline-detail">{assigned.documentNumber}</div>
              ) : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
