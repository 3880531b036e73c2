import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../ui/DateText';
import { Light } from '../../ui/Light';
import type { CaseRow } from '../../store/storeApi';
import { MarkTag } from '../casefile/MarkTag';
import type { CaseWords } from './caseWords';
import { shownMarks, urgent } from './shownMarks';

type Props = { row: CaseRow; words: CaseWords };

/**
 * The cells of one case in a list, one line. Which of them are seen follows from the width of the list. Drawn again only when its
 * own case changed.
 */
export const CaseLine = memo(function CaseLine({ row, words }: Props) {
  const { t, i18n } = useTranslation('case');
  const { summary } = row;
  const due = words.due(row);
  return (
    <>
      <span className="cell-light">
        <Light light={due.light} word={due.lightWord} />
      </span>
      <span className="cell-number figures" title={words.number(row)}>
        {words.shortNumber(row)}
      </span>
      <span className="cell-applicant" title={summary.applicantName}>
        <span className="applicant-name">{summary.applicantName}</span>
        {shownMarks(summary.marks).map((mark) => (
          <MarkTag key={mark} why={t(`markWhy.${mark}`)} tone={urgent.has(mark) ? 'warning' : 'quiet'}>
            {mark === 'transferred' ? (words.from(row) ?? t('mark.transferred')) : t(`mark.${mark}`)}
          </MarkTag>
        ))}
      </span>
      <span className="cell-item" title={words.item(row)}>
        {words.item(row)}
      </span>
      <span className="cell-state" title={words.state(row)}>
        {words.state(row)}
      </span>
      <span className="cell-due" data-light={due.light} title={due.why}>
        {due.words}
      </span>
      <span className="cell-received">
        <DateText date={summary.receivedOn} locale={i18n.language} />
      </span>
      <span className="cell-actor" title={summary.lastActor}>
        {summary.lastActor}
      </span>
      <span className="cell-upload">
        {summary.pending > 0 ? (
          <span className="not-uploaded" title={t('notUploadedCount', { count: summary.pending })}>
            {t('notUploaded')}
          </span>
        ) : null}
      </span>
    </>
  );
});
