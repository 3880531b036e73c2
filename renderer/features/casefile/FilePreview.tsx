import { Alert } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaterialFile } from '@shared/casework/event';
import { useMaterialUrl } from './useMaterialUrl';

const PdfPages = lazy(async () => ({ default: (await import('./PdfPages')).PdfPages }));

/** The file itself, to be read on the screen: a picture, or the pages of a PDF. */
export function FilePreview({ file }: { file: MaterialFile }) {
  const { t } = useTranslation('casefile');
  const opened = useMaterialUrl(file);
  const wait = <div className="preview-wait">{t('file.opening')}</div>;
  if (opened.kind === 'opening') return wait;
  if (opened.kind !== 'open') return <Alert type="warning" showIcon title={t(`file.${opened.kind}`)} />;
  return file.kind === 'application/pdf' ? (
    <Suspense fallback={wait}>
      <PdfPages bytes={opened.bytes} />
    </Suspense>
  ) : (
    <img className="preview-image" src={opened.url} alt={file.name} />
  );
}
