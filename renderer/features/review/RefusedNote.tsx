import { Alert } from 'antd';
import type { Refusal } from '@shared/casework/rules/refusal';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useRefusalText } from './useRefusalText';

/** Why the workflow did not take a step, in a sentence. */
export function RefusedNote({ refusal, item }: { refusal: Refusal; item: ServiceItem }) {
  const refusalText = useRefusalText(item);
  return <Alert className="step-failed" type="warning" showIcon title={refusalText(refusal)} />;
}
