import { useTranslation } from 'react-i18next';
import { isConcerned } from '@shared/casework/summary';
import { useSession } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { dateWords } from '../../ui/DateText';
import { useDivisionName } from '../../ui/form/useDivisionName';
import { MarkTag } from './MarkTag';

/** Where a case was transferred 转办 and whom it was asked of 协办, as this office sees it. */
export function HandlingMarks({ file }: { file: CaseFile }) {
  const { t, i18n } = useTranslation('casefile');
  const { t: words } = useTranslation('case');
  const office = useDivisionName();
  const { divisionCode: own } = useSession().account;
  const { summary } = file.row;
  const { transfer, askedOf = [], marks } = summary;
  if (!isConcerned(own, summary))
    return (
      <MarkTag why={t('markWhy.left')} tone="quiet">
        {t('mark.left')}
      </MarkTag>
    );
  const sent = transfer && { office: office(transfer.from), to: office(transfer.to) };
  const isHere = transfer?.to === own;
  return (
    <>
      {transfer && sent && marks.includes('transferred') ? (
        <MarkTag why={words('markWhy.transferred')} tone={transfer.accepted ? 'quiet' : 'warning'}>
          {transfer.accepted
            ? isHere
              ? t('mark.transferFrom', sent)
              : t('mark.handledBy', sent)
            : isHere
              ? t('mark.transferHere', sent)
              : t('mark.transferTo', { office: sent.to })}
        </MarkTag>
      ) : null}
      {askedOf.map(({ division, dueOn }) => {
        const asked = { office: office(division), date: dateWords(dueOn, i18n.language) };
        return (
          <MarkTag key={division} why={words('markWhy.assisted')} tone="warning">
            {division === own ? t('mark.askedHere', asked) : t('mark.askedOf', asked)}
          </MarkTag>
        );
      })}
    </>
  );
}
