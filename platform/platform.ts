import type { WorkCalendar } from '@shared/calendar/workingDays';
import type { AccessTokens } from './accounts/accessTokens';
import type { CatalogueVersions } from './catalogue/versions';
import type { Intake } from './cases/intake';
import type { Signers } from './accounts/credentials';
import type { Snapshots } from './cases/snapshots';
import type { Metrics } from './metrics';
import type { Uploads } from './materials/openUploads';
import type { Database, Lock } from './storage/database';
import type { Epoch } from './storage/epoch';
import type { FerryKeys } from './storage/ferryKeys';
import type { Receipts } from './storage/receiptKey';
import type { Hub } from './stream/hub';
import type { Registrations } from './storage/registrations';

/** What the routes are given: everything that was opened once at the start. */
export type Platform = {
  db: Database;
  /** Runs what only one of the processes on this database may do at a time. */
  inTurn: <T>(lock: Lock, work: () => Promise<T>) => Promise<T>;
  epoch: Epoch;
  catalogue: CatalogueVersions;
  calendar: WorkCalendar;
  tokens: AccessTokens;
  receipts: Receipts;
  ferry: FerryKeys;
  /** Folder for bundles that are arriving or leaving; sealed all the time. */
  ferryFolder: string;
  registrations: Registrations;
  metrics: Metrics;
  uploads: Uploads;
  signers: Signers;
  snapshots: Snapshots;
  hub: Hub;
  intake: Intake;
  /** Days for which a password holds; 0: for ever. */
  passwordDays: number;
  /** Pushes, and likewise pulls, that one device may send to this process in a minute; without it, as many as come. */
  requestsPerMinute: number | undefined;
  /** The present instant; tests give their own. */
  now: () => Date;
};
