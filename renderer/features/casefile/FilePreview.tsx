import { Alert } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaterialFile } from '@shared/casework/event';
import { fileSize } from '../intake/fileSize';
import { TravelBar } from './FileTravel';
import { useMaterialUrl } from './useMaterialUrl';

const PdfPages = lazy(async () => ({ default: (await import('./PdfPages')).PdfPages }));

/** The file itself, to be read on the screen: a picture, or the pages of a PDF. */
export function FilePreview({ file }: { file: MaterialFile }) {
  const { t } = useTranslation('casefile');
  const opened = useMaterialUrl(file);
  const wait = <div className="preview-wait">{t('file.opening')}</div>;
  if (opened.kind === 'opening')
    return opened.size === undefined ? wait : <Coming {...opened} size={opened.size} />;
  if (opened.kind !== 'open') return <Alert type="warning" showIcon title={t(`file.${opened.kind}`)} />;
  return file.kind === 'application/pdf' ? (
    <Suspense fallback={wait}>
      <PdfPages blob={opened.blob} />
    </Suspense>
  ) : (
    <img className="preview-image" src={opened.url} alt={file.name} />
  );
}

function Coming({ done = 0, size }: { done?: number | undefined; size: number }) {
  const { t } = useTranslation('casefile');
  return (
    <div className="preview-wait" role="status">
      <TravelBar words={t('file.down', { done: fileSize(done), size: fileSize(size) })} share={done / size} />
    </div>
  );
}
