import { useState } from 'react';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { CaseEventType } from '@shared/casework/event';
import type { CaseFile, StepCommand } from '../../store/storeApi';
import { AcceptPanel } from './AcceptPanel';
import { AfterCheckPanel } from './AfterCheckPanel';
import { AmendPanel } from './AmendPanel';
import { ArchivePanel } from './ArchivePanel';
import { AssistanceAnswerPanel, AssistanceRecallPanel } from './AssistanceAnswerPanels';
import { AssistancePanel } from './AssistancePanel';
import { CertificatePanel } from './CertificatePanel';
import { ClosePanel } from './ClosePanel';
import { CorrectPanel } from './CorrectPanel';
import { DeemedPanel } from './DeemedPanel';
import { DeliveryPanel } from './DeliveryPanel';
import { ExtensionApprovePanel, ExtensionRejectPanel } from './ExtensionAnswerPanels';
import { ExtensionRequestPanel } from './ExtensionRequestPanel';
import { GrantPanel } from './GrantPanel';
import { LateEntryContext, type Late } from './LateEntryContext';
import { NonAcceptancePanel } from './NonAcceptancePanel';
import { ProcedureApprovePanel, ProcedureRejectPanel } from './ProcedureApprovePanel';
import { ProcedureRequestPanel } from './ProcedureRequestPanel';
import { ProcedureResultPanel } from './ProcedureResultPanel';
import { RefusePanel } from './RefusePanel';
import { ReturnPanel } from './ReturnPanel';
import { SkipPanel } from './SkipPanel';
import { StagePanel } from './StagePanel';
import { SupplementStep } from './SupplementStep';
import { TerminatePanel } from './TerminatePanel';
import { ToleratedPanel } from './ToleratedPanel';
import { TransferAcceptPanel, TransferRecallPanel, TransferReturnPanel } from './TransferAnswerPanels';
import { TransferPanel } from './TransferPanel';
import { WithdrawPanel } from './WithdrawPanel';

type Props = {
  type: CaseEventType;
  file: CaseFile;
  item: ServiceItem;
  busy: boolean;
  onSubmit: (step: StepCommand) => void;
  onCancel: () => void;
};

/** The panel that asks what a step has to carry, and at its foot whether it is entered late 补录. */
export function StepPanel({ onSubmit, ...rest }: Props) {
  const [late, setLate] = useState<Late>();
  const submit = (step: StepCommand) =>
    onSubmit(late === undefined || late === 'unfinished' ? step : { ...step, late });
  return (
    <LateEntryContext value={{ late, change: setLate }}>
      <PanelOf {...rest} onSubmit={submit} />
    </LateEntryContext>
  );
}

function PanelOf({ type, onSubmit, ...rest }: Props) {
  switch (type) {
    case 'application.accepted':
      return <AcceptPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'application.deemedAccepted':
      return <DeemedPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'supplement.requested':
      return <SupplementStep {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'application.notAccepted':
      return <NonAcceptancePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'tolerated.supplied':
      return <ToleratedPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'stage.completed':
      return <StagePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'stage.skipped':
      return <SkipPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'stage.returned':
      return <ReturnPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'specialProcedure.requested':
      return <ProcedureRequestPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'specialProcedure.approved':
      return <ProcedureApprovePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'specialProcedure.rejected':
      return <ProcedureRejectPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'specialProcedure.completed':
      return <ProcedureResultPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'extension.requested':
      return <ExtensionRequestPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'extension.approved':
      return <ExtensionApprovePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'extension.rejected':
      return <ExtensionRejectPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
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
    case 'case.terminated':
      return <TerminatePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'case.closed':
      return <ClosePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'case.archived':
      return <ArchivePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'record.corrected':
      return <CorrectPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'afterCheck.recorded':
      return <AfterCheckPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'case.transferred':
      return <TransferPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'transfer.accepted':
      return <TransferAcceptPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'transfer.returned':
      return <TransferReturnPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'transfer.recalled':
      return <TransferRecallPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'assistance.requested':
      return <AssistancePanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'assistance.answered':
      return <AssistanceAnswerPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'assistance.recalled':
      return <AssistanceRecallPanel {...rest} onSubmit={(payload) => onSubmit({ type, payload })} />;
    case 'application.amended':
    case 'supplement.received':
      return <AmendPanel {...rest} type={type} onSubmit={onSubmit} />;
    // Receiving, printing, rating and the steps of a bundle have screens of their own.
    case 'application.received':
    case 'document.printed':
    case 'service.rated':
    case 'bundle.opened':
    case 'bundle.childFinished':
      return null;
  }
}
