import type { CaseEventType, Payload } from '@shared/casework/event';
import type { CaseFile } from '../../store/storeApi';
import type { ServiceItem } from '@shared/catalogue/serviceItem';

/** What the panel of one step is given. `onSubmit` gets a payload that its schema has accepted. */
export type StepPanelProps<T extends CaseEventType> = {
  file: CaseFile;
  item: ServiceItem;
  busy: boolean;
  onSubmit: (payload: Payload<T>) => void;
  onCancel: () => void;
};
