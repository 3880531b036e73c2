import type { WorkCalendar } from '@shared/calendar/workingDays';
import type { AccessTokens } from './accounts/accessTokens';
import type { CatalogueVersions } from './catalogue/versions';
import type { Snapshots } from './cases/snapshots';
import type { MaterialStore } from './materials/materialStore';
import type { Database } from './storage/database';
import type { Epoch } from './storage/epoch';

/** What the routes are given: everything that was opened once at the start. */
export type Platform = {
  db: Database;
  epoch: Epoch;
  catalogue: CatalogueVersions;
  calendar: WorkCalendar;
  tokens: AccessTokens;
  materials: MaterialStore;
  snapshots: Snapshots;
  /** The present instant; tests give their own. */
  now: () => Date;
};
