import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { CaseEventType } from '@shared/casework/event';
import type { CaseFile, StepCommand } from '../../store/storeApi';
import { AcceptPanel } from './AcceptPanel';
import { AmendPanel } from './AmendPanel';
import { CertificatePanel } from './CertificatePanel';
import { ClosePanel } from './ClosePanel';
import { DeliveryPanel } from './DeliveryPanel';
import { GrantPanel } from './GrantPanel';
import { NonAcceptancePanel } from './NonAcceptancePanel';
import { RefusePanel } from './RefusePanel';
import { ReturnPanel } from './ReturnPanel';
import { StagePanel } from './StagePanel';
import { SupplementStep } from './SupplementStep';
import { WithdrawPanel } from './WithdrawPanel';

type Props = {
  type: CaseEventType;
  file: CaseFile;
  item: ServiceItem;
  busy: boolean;
  onSubmit: (step: StepCommand) => void;
  onCancel: () => void;
};

/** The panel that asks what a step has to carry. Receiving and printing have screens of their own. */
export function StepPanel({ type, onSubmit, ...rest }: Props) {
  switch (type) {
    case 'application.accepted':
      return <AcceptPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'supplement.requested':
      return <SupplementStep {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'application.notAccepted':
      return <NonAcceptancePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'stage.completed':
      return <StagePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'stage.returned':
      return <ReturnPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'decision.granted':
      return <GrantPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'decision.refused':
      return <RefusePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'certificate.issued':
      return <CertificatePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'result.delivered':
      return <DeliveryPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'application.withdrawn':
      return <WithdrawPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'case.closed':
      return <ClosePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'application.amended':
    case 'supplement.received':
      return <AmendPanel {...rest} type={type} onSubmit={onSubmit} />;
    case 'application.received':
    case 'document.printed':
      return null;
  }
}
