import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { fileSize } from './fileSize';
import type { Rejected } from './useMaterials';

/** Why a file was not taken in, what is safe, and what to do, in the place where it was added. */
export function RejectedNote({ rejected, onDismiss }: { rejected: Rejected[]; onDismiss: () => void }) {
  const { t } = useTranslation('intake');
  const sentence = (one: Rejected) =>
    one.kind === 'tooLarge'
      ? t('rejected.tooLarge', { name: one.name, size: fileSize(one.size), limit: fileSize(one.limit) })
      : t(`rejected.${one.kind}`, { name: one.name });
  return (
    <Alert
      className="material-rejected"
      type="warning"
      showIcon
      title={rejected.map((one) => (
        <div key={one.name}>{sentence(one)}</div>
      ))}
      closable={{ onClose: onDismiss, 'aria-label': t('dismiss') }}
    />
  );
}
