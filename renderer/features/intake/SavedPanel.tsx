import { CheckCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLiveQuery, useLocaleText } from '../../app/context';
import { KeyHint } from '../../ui/KeyHint';
import { likelyDocument } from '../printing/likelyDocument';
import { PrintPanel } from '../printing/PrintPanel';
import { documentsOf } from '@shared/documents/documentsOf';
import type { DocumentKind } from '@shared/documents/kind';

export type SavedCase = {
  caseId: string;
  number: string;
  item: ServiceItem;
  applicant: string;
  outcome: 'received' | 'accepted' | 'closed' | 'supplement';
};

/**
 * What was saved, under which number, and what comes next: the next visitor, the case file, print. The list of documents comes
 * a moment later, so it stands below the buttons: nothing moves away under the mouse.
 */
export function SavedPanel({ saved, onNext }: { saved: SavedCase; onNext: () => void }) {
  const { t } = useTranslation('intake');
  const { t: print } = useTranslation('print');
  const text = useLocaleText();
  const navigate = useNavigate();
  const { caseId, item } = saved;
  const file = useLiveQuery((store) => store.readCase(caseId), [caseId]);
  const [chosen, setChosen] = useState<DocumentKind>();
  const documents = file ? documentsOf(file.facts, item) : [];
  const shown = chosen ?? (file && likelyDocument(file.facts, item));
  return (
    <div className="saved-page">
      <section className="saved-panel">
        <h1>
          <CheckCircleFilled className="saved-mark" aria-hidden /> {t('saved.title')}
        </h1>
        <p className="saved-number" data-testid="saved-number">
          {file?.row.summary.officialNumber ?? saved.number}
        </p>
        <p>{t(`saved.${saved.outcome}`, { name: saved.applicant, item: text(item.name) })}</p>
        <p className="intake-quiet saved-safe">
          {t(file?.row.summary.officialNumber === undefined ? 'saved.safe' : 'saved.uploaded')}
        </p>
        <div className="saved-actions">
          <Button onClick={onNext}>
            {t('saved.next')} <KeyHint keys="F2" />
          </Button>
          <Button onClick={() => void navigate(`/cases/${caseId}`)}>{t('saved.open')}</Button>
        </div>
        <h2>{t('saved.documents')}</h2>
        <div className="saved-actions">
          {[...documents].reverse().map((kind) => (
            <Button key={kind} aria-pressed={kind === shown} onClick={() => setChosen(kind)}>
              {t('saved.print', { document: print(`kind.${kind}`) })}
            </Button>
          ))}
        </div>
      </section>
      {shown && file ? <PrintPanel key={shown} file={file} kind={shown} /> : null}
    </div>
  );
}
