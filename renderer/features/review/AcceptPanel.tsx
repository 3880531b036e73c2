import { todayInShanghai } from '@shared/calendar/dates';
import { outstandingMaterials } from '@shared/casework/caseState';
import { AcceptanceForm } from './AcceptanceForm';
import type { StepPanelProps } from './stepProps';

/** 受理 of a case that was received before. */
export function AcceptPanel({ file, ...props }: StepPanelProps<'application.accepted'>) {
  const { facts, row } = file;
  return (
    <AcceptanceForm
      {...props}
      outstanding={outstandingMaterials(facts)}
      promisedBy={facts.representative?.name ?? row.summary.applicantName}
      day={todayInShanghai()}
    />
  );
}
