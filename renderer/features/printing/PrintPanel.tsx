import { PrinterOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callMain } from '../../actors/bridge';
import { useAnnounce, useStore } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { KeyHint } from '../../ui/KeyHint';
import type { DocumentKind } from '@shared/documents/kind';
import { useDocumentModel } from './useDocumentModel';
import { useKeysStayOutside } from './useKeysStayOutside';
import './print.css';

type Printed =
  | { kind: 'printed' }
  | { kind: 'savedAsPdf'; path: string }
  | { kind: 'noPrinter' }
  | { kind: 'failed'; reason: string };

type Props = { file: CaseFile; kind: DocumentKind };

/** A document as it will lie on the paper, and the one button. Every print is recorded, so that a reprint is known as one. */
export function PrintPanel({ file, kind }: Props) {
  const { t } = useTranslation('print');
  const store = useStore();
  const announce = useAnnounce();
  const model = useDocumentModel(file, kind);
  const [html, setHtml] = useState<string>();
  const [printing, setPrinting] = useState(false);
  const [result, setResult] = useState<Printed>();
  const [notRecorded, setNotRecorded] = useState(false);
  const { caseId } = file.facts;

  useEffect(() => {
    let left = false;
    if (model)
      void callMain('document.preview', model).then((preview) => {
        if (!left) setHtml(preview.html);
      });
    return () => {
      left = true;
    };
  }, [model]);

  const print = useCallback(async () => {
    if (!model || printing) return;
    setPrinting(true);
    const answer = await callMain('document.print', model);
    setResult(answer);
    if (answer.kind === 'printed' || answer.kind === 'savedAsPdf') {
      const step = { type: 'document.printed', payload: { document: kind, copies: 1 } } as const;
      const recorded = await store.perform(caseId, [step]);
      setNotRecorded(recorded.kind !== 'saved');
      announce((say) => say('done', { ns: 'print', document: say(`kind.${kind}`, { ns: 'print' }) }));
    }
    setPrinting(false);
  }, [announce, caseId, kind, model, printing, store]);

  const panel = useRef<HTMLElement>(null);
  useKeysStayOutside(panel);
  const latest = useRef(print);
  useEffect(() => {
    latest.current = print;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.key.toLowerCase() !== 'p' || event.repeat) return;
      event.preventDefault();
      void latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <section ref={panel} tabIndex={-1} className="print-panel" aria-label={t(`kind.${kind}`)}>
      <header className="print-head">
        <h2>{t(`kind.${kind}`)}</h2>
        <Button type="primary" icon={<PrinterOutlined />} loading={printing} onClick={() => void print()}>
          {t('print')} <KeyHint keys="Ctrl+P" />
        </Button>
      </header>
      {result ? <PrintedNote result={result} /> : null}
      {notRecorded ? <Alert type="warning" showIcon title={t('result.notRecorded')} /> : null}
      {html === undefined ? (
        <div className="print-wait">{t('preparing')}</div>
      ) : (
        <iframe
          className="print-paper"
          sandbox=""
          srcDoc={html}
          title={t('preview', { document: t(`kind.${kind}`) })}
        />
      )}
    </section>
  );
}

function PrintedNote({ result }: { result: Printed }) {
  const { t } = useTranslation('print');
  switch (result.kind) {
    case 'printed':
      return <Alert type="success" showIcon title={t('result.printed')} />;
    case 'savedAsPdf':
      return <Alert type="success" showIcon title={t('result.savedAsPdf', { path: result.path })} />;
    case 'noPrinter':
      return <Alert type="warning" showIcon title={t('result.noPrinter')} />;
    case 'failed':
      return <Alert type="error" showIcon title={t('result.failed', { reason: result.reason })} />;
  }
}
