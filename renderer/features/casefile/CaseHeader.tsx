import { useTranslation } from 'react-i18next';
import { officeAt } from '@shared/casework/handling';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { useDivisionName } from '../../ui/form/useDivisionName';
import { MaskedText } from '../../ui/MaskedText';
import { CaseMarks } from './CaseMarks';
import { ClockLine } from './ClockLine';
import { useClocks } from './useClocks';
import { useStateText } from './useStateText';

/** Who and what, under which number, where it stands, and until when. */
export function CaseHeader({ file, item }: { file: CaseFile; item: ServiceItem }) {
  const { t } = useTranslation('casefile');
  const text = useLocaleText();
  const stateText = useStateText(item);
  const clocks = useClocks(file, item);
  const { summary } = file.row;
  const official = summary.officialNumber;
  const office = useDivisionName();
  const { turn, transfer } = summary;
  // What is on its way is not theirs yet.
  const sentFrom = transfer?.accepted === false ? transfer.from : undefined;
  const handledBy = turn && (sentFrom ?? turn.division ?? officeAt(turn.level, summary.originDivision));
  return (
    <header className="case-head">
      <div className="case-who">
        <h1>
          {summary.applicantName}
          <span className="case-item">{text(item.name)}</span>
        </h1>
        <div className="case-facts">
          <span className="case-state">{stateText(file.state)}</span>
          {handledBy === undefined ? null : (
            <span>
              {t('handling')} {office(handledBy)}
            </span>
          )}
          <span>
            {t(official === undefined ? 'number.provisional' : 'number.official')}{' '}
            <span className="figures">{official ?? summary.provisionalNumber}</span>
          </span>
          {summary.applicantIdNumber === '' ? null : (
            <MaskedText kind="citizenId" value={summary.applicantIdNumber} />
          )}
          {summary.applicantMobile === '' ? null : (
            <MaskedText kind="mobile" value={summary.applicantMobile} />
          )}
        </div>
        <CaseMarks file={file} item={item} />
      </div>
      <div className="case-clocks">
        {clocks.map((shown) => (
          <ClockLine key={shown.kind} shown={shown} />
        ))}
      </div>
    </header>
  );
}
