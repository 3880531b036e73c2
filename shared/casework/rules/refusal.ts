import type { OfficeLevel, Role, ServiceItem } from '../../catalogue/serviceItem';
import type { CaseState } from '../caseState';
import type { CaseEvent, TerminationGround } from '../event';

/** Why the machine does not take an event; the UI turns it into a sentence, the wire carries it as is. */
export type Refusal =
  | { kind: 'notNow'; state: string }
  | { kind: 'role'; needs: Role; level: OfficeLevel }
  | { kind: 'otherOffice'; needs: OfficeLevel }
  | { kind: 'samePerson' }
  | { kind: 'notOwnRequest' }
  | { kind: 'lateInFuture' }
  | { kind: 'beforeReceipt' }
  | { kind: 'formIncomplete'; fields: string[] }
  | { kind: 'materialsMissing'; materials: string[] }
  | { kind: 'materialsUnknown'; materials: string[] }
  | { kind: 'toleratedDeadline' }
  | { kind: 'toleratedOutstanding'; materials: string[] }
  | { kind: 'nothingTolerated' }
  | { kind: 'notDeemedYet'; from: string }
  | { kind: 'deemedFrom'; date: string }
  | { kind: 'supplementWasAsked' }
  | { kind: 'secondSupplement' }
  | { kind: 'otherStage'; current: string }
  | { kind: 'notEarlierStage' }
  | { kind: 'tooFewStaff'; needs: number }
  | { kind: 'noticeRunning'; until: string }
  | { kind: 'noSuchProcedure' }
  | { kind: 'endsBeforeStart' }
  | { kind: 'extensionPending' }
  | { kind: 'noExtensionAsked' }
  | { kind: 'alreadyExtended' }
  | { kind: 'extensionTooLong'; most: number }
  | { kind: 'receiptIncomplete'; needs: string[] }
  | { kind: 'alreadyDelivered' }
  | { kind: 'groundNotHere'; grounds: TerminationGround[] }
  | { kind: 'forwardedToWhom' }
  | { kind: 'otherItem' }
  | { kind: 'childrenDiffer' }
  | { kind: 'noSuchChild' }
  | { kind: 'alreadyRated' }
  | { kind: 'noSuchCheck' }
  | { kind: 'nothingChanged' }
  /** On its way to that office, which has not accepted it yet. */
  | { kind: 'inTransfer'; division: string }
  /** Another office does this. */
  | { kind: 'handledBy'; division: string }
  | { kind: 'noTransfer' }
  | { kind: 'officeNotLawful' }
  | { kind: 'partsDiffer' }
  | { kind: 'levelFixed'; level: OfficeLevel }
  | { kind: 'alreadyAsked'; division: string }
  | { kind: 'dueInPast' }
  | { kind: 'noSuchRequest' }
  | { kind: 'assistanceAwaited'; division: string; until: string };

/** Refusals that say that this person, by role or office, may not take the step at all. */
export const isNotAuthorised = ({ kind }: Refusal): boolean =>
  kind === 'role' || kind === 'otherOffice' || kind === 'handledBy' || kind === 'inTransfer';

/** What a rule looks at: the item's definition, the case before the event, the event. Undefined = no objection. */
export type Facts = { item: ServiceItem; state: CaseState; event: CaseEvent };
export type Rule = (facts: Facts) => Refusal | undefined;

/** A rule that looks at the case alone: where it objects, the step is not even offered. */
export type Given = (facts: Pick<Facts, 'item' | 'state'>) => Refusal | undefined;
