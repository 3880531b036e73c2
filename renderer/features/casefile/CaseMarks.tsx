import { useTranslation } from 'react-i18next';
import { todayInShanghai } from '@shared/calendar/dates';
import { openExtension } from '@shared/casework/caseState';
import { isConcerned } from '@shared/casework/summary';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useSession } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { dateWords } from '../../ui/DateText';
import { HandlingMarks } from './HandlingMarks';
import { MarkTag } from './MarkTag';

/** What is out of the ordinary about a case, as small tags: its marks, an extension, a running pause, promised papers. */
export function CaseMarks({ file, item }: { file: CaseFile; item: ServiceItem }) {
  const { t, i18n } = useTranslation('casefile');
  const { t: words } = useTranslation('case');
  const { summary } = file.row;
  const { marks, extensionDays, pauses, toleratedDueOn, decidedOn } = summary;
  const today = todayInShanghai();
  const running =
    decidedOn === undefined ? pauses.find(({ from, to }) => from <= today && to === undefined) : undefined;
  const isOverdue = toleratedDueOn !== undefined && toleratedDueOn < today;
  const day = (date: string) => dateWords(date, i18n.language);
  const isAsked = openExtension(file.facts) !== undefined;
  const { divisionCode } = useSession().account;
  const isLeft = !isConcerned(divisionCode, summary);
  if (marks.length === 0 && extensionDays === 0 && !isAsked && !running && !isLeft) return null;
  const own = marks.filter((mark) => mark !== 'transferred' && mark !== 'assisted');
  return (
    <div className="case-marks">
      <HandlingMarks file={file} />
      {own.map((mark) =>
        mark === 'tolerated' && toleratedDueOn !== undefined ? (
          <MarkTag key={mark} why={words('markWhy.tolerated')} tone={isOverdue ? 'danger' : 'warning'}>
            {t(isOverdue ? 'mark.toleratedOver' : 'mark.toleratedBy', { date: day(toleratedDueOn) })}
          </MarkTag>
        ) : (
          <MarkTag
            key={mark}
            why={words(`markWhy.${mark}`)}
            tone={mark === 'askedTwice' ? 'warning' : 'quiet'}
          >
            {words(`mark.${mark}`)}
          </MarkTag>
        ),
      )}
      {extensionDays > 0 ? (
        <MarkTag why={item.limits.extension?.basis ?? ''} tone="quiet">
          {t('mark.extended', { count: extensionDays, unit: words(`unit.${item.limits.statutory.unit}`) })}
        </MarkTag>
      ) : null}
      {isAsked ? (
        <MarkTag why={words('refusal.extensionPending')} tone="warning">
          {t('mark.extensionAsked')}
        </MarkTag>
      ) : null}
      {running ? (
        <MarkTag why={words('light.violet')} tone="violet">
          {t('mark.pausedSince', { date: day(running.from) })}
        </MarkTag>
      ) : null}
    </div>
  );
}
