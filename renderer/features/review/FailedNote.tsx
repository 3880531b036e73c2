import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Performed } from '../../store/storeApi';
import { RefusedNote } from './RefusedNote';

export type Failed = Exclude<Performed, { kind: 'saved' }> | { kind: 'fault' };

/** Why a step was not saved, that nothing typed is lost, and what to do. */
export function FailedNote({ failed, item }: { failed: Failed | undefined; item: ServiceItem }) {
  const { t } = useTranslation('review');
  if (!failed) return null;
  if (failed.kind === 'refused') return <RefusedNote refusal={failed.refusal} item={item} />;
  return <Alert className="step-failed" type="error" showIcon title={t(`failed.${failed.kind}`)} />;
}
