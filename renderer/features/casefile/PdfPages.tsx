import { Alert } from 'antd';
// The legacy build runs on the oldest Electron that development uses; the other wants newer JavaScript.
import {
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Sharp enough to read a scanned stamp. */
const scale = 1.5;

/** The pages of a PDF, drawn in this page: no plug-in sees the file, and nothing in it can run. */
export function PdfPages({ blob }: { blob: Blob }) {
  const { t } = useTranslation('casefile');
  const [pdf, setPdf] = useState<PDFDocumentProxy | 'unreadable'>();
  useEffect(() => {
    let task: PDFDocumentLoadingTask | undefined;
    let left = false;
    void blob.arrayBuffer().then((data) => {
      if (left) return;
      task = getDocument({ data, isEvalSupported: false, enableXfa: false });
      task.promise.then(setPdf, () => setPdf('unreadable'));
    });
    return () => {
      left = true;
      void task?.destroy();
    };
  }, [blob]);
  if (pdf === undefined) return <div className="preview-wait">{t('file.opening')}</div>;
  if (pdf === 'unreadable') return <Alert type="warning" showIcon title={t('file.unreadable')} />;
  return Array.from({ length: pdf.numPages }, (_, index) => (
    <PdfPage key={index} pdf={pdf} number={index + 1} />
  ));
}

function PdfPage({ pdf, number }: { pdf: PDFDocumentProxy; number: number }) {
  const { t } = useTranslation('casefile');
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let left = false;
    void pdf.getPage(number).then((page) => {
      const target = canvas.current;
      if (left || !target) return;
      const viewport = page.getViewport({ scale });
      target.width = viewport.width;
      target.height = viewport.height;
      // A page that cannot be drawn stays blank; the others are still of use.
      page.render({ canvas: target, viewport }).promise.catch(() => undefined);
    });
    return () => {
      left = true;
    };
  }, [pdf, number]);
  return (
    <canvas ref={canvas} className="preview-page" role="img" aria-label={t('file.page', { page: number })} />
  );
}
