import type { Holder } from '../accounts/accounts';
import type { Inside } from '../storage/database';
import type { CaseFiles } from './caseFiles';
import type { DeviceChains } from './deviceChain';

/** What events that are settled together are judged on: read under locks, in one transaction. */
export type Ground = {
  inside: Inside;
  chains: DeviceChains;
  files: CaseFiles;
  /** Who signed, by the ids of their credentials. */
  holders: ReadonlyMap<string, Holder>;
};
