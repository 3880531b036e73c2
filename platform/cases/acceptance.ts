import type { CaseSnapshot } from '@shared/casework/machine';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Accepted } from '@shared/protocol/decision';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import type { Stored } from './answers';
import type { Stand } from './snapshots';

/** An event that was accepted, and what is written of it. */
export type Acceptance = {
  signed: SignedEvent;
  item: ServiceItem;
  version: number;
  snapshot: CaseSnapshot;
  /** Of its case, as JSON. */
  summary: string;
  /** To whom it is brought. */
  offices: readonly string[];
  /** In which it came to this version. */
  epoch: string;
  /** Where it stood before a restore, when newer work has its place now. */
  stood: Stand | undefined;
  /** What had been decided of it before a restore. */
  decision: Accepted | undefined;
  /** Its numbers are given when the batch is written. */
  stored: Stored;
};
