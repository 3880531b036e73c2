import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKnown } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { documentsOf } from '@shared/documents/documentsOf';
import { likelyDocument } from '../printing/likelyDocument';
import { PrintPanel } from '../printing/PrintPanel';

/** The documents 文书 that this case can print now, how often each was printed, and the one being looked at. */
export function DocumentsView({ file }: { file: CaseFile }) {
  const { t } = useTranslation('print');
  const { itemOf } = useKnown();
  const item = itemOf(file.facts.itemCode, file.facts.itemVersion);
  const kinds = item ? documentsOf(file.facts, item) : [];
  const [chosen, setChosen] = useState<(typeof kinds)[number]>();
  const kind = chosen ?? (item && likelyDocument(file.facts, item));
  if (!kind) return <p className="view-empty">{t('none')}</p>;
  return (
    <div className="documents-view">
      <ul className="document-list">
        {[...kinds].reverse().map((one) => (
          <li key={one}>
            <Button
              type={one === kind ? 'default' : 'text'}
              icon={<PrinterOutlined />}
              aria-pressed={one === kind}
              onClick={() => setChosen(one)}
            >
              {t(`kind.${one}`)}
            </Button>
            <span className="document-printed">{t('printed', { count: file.facts.prints[one] ?? 0 })}</span>
          </li>
        ))}
      </ul>
      <PrintPanel key={kind} file={file} kind={kind} />
    </div>
  );
}
