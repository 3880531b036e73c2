import type { KeyObject } from 'node:crypto';
import type { Session } from '@shared/bridge/session';
import type { Audit } from '../audit/audit';
import type { RestoredChains } from '../backup/restoredChains';
import type { Ledger } from '../ledger/ledger';
import type { SealingKey } from '../../sealing/keyRing';
import type { Files } from '../materials/openFiles';
import type { SignedInTransport } from '../transport/transport';

/** A signed-in person with everything that is open because of it. Lives in memory only, until sign-out. */
export type OpenSession = {
  session: Session;
  /** All data keys of this device. */
  dataKey: SealingKey;
  signingKey: KeyObject;
  ledger: Ledger;
  audit: Audit;
  files: Files;
  platform: SignedInTransport;
  /** Chains of devices that this one was restored from. */
  restored: RestoredChains;
};
