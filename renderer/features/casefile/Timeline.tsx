import { useTranslation } from 'react-i18next';
import type { CaseEvent } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { CaseFile } from '../../store/storeApi';
import { momentWords } from '../../ui/DateText';
import { useEventText } from './useEventText';

/** What happened to the case, newest first, each with who and when, entered late or not, and whether it has been uploaded. */
export function Timeline({ file, item }: { file: CaseFile; item: ServiceItem }) {
  const { t } = useTranslation('casefile');
  const { t: words } = useTranslation('case');
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
                {event.type === 'application.deemedAccepted' ? (
                  <span className="timeline-mark" title={words('markWhy.deemed')}>
                    {t('timeline.byLaw')}
                  </span>
                ) : null}
                {event.late ? <span className="timeline-mark">{words('mark.late')}</span> : null}
                {mark ? <span className="timeline-mark">{t(`timeline.${mark}`)}</span> : null}
              </div>
              <WhoAndWhen event={event} />
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

/** Who did it, for whom where they stood in, and when; a late entry with both its times and its reason. */
function WhoAndWhen({ event }: { event: CaseEvent }) {
  const { t, i18n } = useTranslation('casefile');
  const { actor, late, recordedAt } = event;
  const moment = (instant: string) => momentWords(instant, i18n.language);
  const staff = actor.standingInFor
    ? t('timeline.standingIn', { name: actor.name, other: actor.standingInFor.name })
    : actor.name;
  // Whoever turned the screen to the applicant did not rate.
  const who = event.type === 'service.rated' ? t('timeline.applicant') : staff;
  if (!late)
    return (
      <div className="timeline-who">
        {who} · <time dateTime={recordedAt}>{moment(recordedAt)}</time>
      </div>
    );
  return (
    <>
      <div className="timeline-who">
        {who} ·{' '}
        <time dateTime={late.occurredAt}>{t('timeline.occurred', { at: moment(late.occurredAt) })}</time>
        {' · '}
        <time dateTime={recordedAt}>{t('timeline.entered', { at: moment(recordedAt) })}</time>
      </div>
      <div className="timeline-who">{t('timeline.lateReason', { reason: late.reason })}</div>
    </>
  );
}
