import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { FileTrouble } from '@shared/bridge/transfers';
import { dismissTrouble } from '../../actors/transfers';
import { useLiveQuery } from '../../app/context';
import { momentWords } from '../../ui/DateText';
import { fileSize } from '../intake/fileSize';
import { useCaseWords } from '../worklist/caseWords';

/** A file that the platform did not take: what happened to it, what is safe, what next. */
export function FileTroubleCard({ trouble }: { trouble: FileTrouble }) {
  const { t, i18n } = useTranslation('attention');
  const { t: casefile } = useTranslation('casefile');
  const navigate = useNavigate();
  const words = useCaseWords();
  const { caseId, name, sha256, size, why, at } = trouble;
  const file = useLiveQuery((store) => store.readCase(caseId), [caseId]);
  return (
    <article className="attention-card" data-file-trouble={why}>
      <header>
        <h2>
          {casefile(`file.trouble.${why}`)}
          <span className="attention-case">
            {name} · <span className="figures">{fileSize(size)}</span>
            {file ? (
              <>
                {' · '}
                {file.row.summary.applicantName} · <span className="figures">{words.number(file.row)}</span>
              </>
            ) : null}
          </span>
        </h2>
        <span className="attention-when figures">{momentWords(at, i18n.language)}</span>
      </header>
      <p>{t(`file.${why}`)}</p>
      <footer>
        <Button type="primary" disabled={!file} onClick={() => void navigate(`/cases/${caseId}`)}>
          {t('open')}
        </Button>
        <Button onClick={() => void dismissTrouble(sha256)}>{t('settle')}</Button>
      </footer>
    </article>
  );
}
