import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MaterialFile } from '@shared/casework/event';
import { useMaterialUrl } from './useMaterialUrl';

/** The file itself, to be read on the screen: a picture, or a PDF in the system's viewer. */
export function FilePreview({ file }: { file: MaterialFile }) {
  const { t } = useTranslation('casefile');
  const opened = useMaterialUrl(file);
  if (opened.kind === 'opening') return <div className="preview-wait">{t('file.opening')}</div>;
  if (opened.kind !== 'open') return <Alert type="warning" showIcon title={t(`file.${opened.kind}`)} />;
  return file.kind === 'application/pdf' ? (
    <iframe className="preview-pdf" src={opened.url} title={file.name} />
  ) : (
    <img className="preview-image" src={opened.url} alt={file.name} />
  );
}
