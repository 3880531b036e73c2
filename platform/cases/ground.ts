import type { KnownAccount } from '../accounts/accounts';
import type { Standing } from '../accounts/credentials';
import type { Inside } from '../storage/database';
import type { CaseFiles } from './caseFiles';
import type { DeviceChains } from './deviceChain';

/** What events that are settled together are judged on: read under locks, in one transaction. */
export type Ground = {
  inside: Inside;
  chains: DeviceChains;
  files: CaseFiles;
  /** How the credentials stand that were signed with, by their ids. */
  standings: ReadonlyMap<string, Standing>;
  /** Of those who signed, by their ids. */
  accounts: ReadonlyMap<string, KnownAccount>;
};
