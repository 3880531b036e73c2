import { accessChecks } from './checks/access';
import { auditChecks } from './checks/audit';
import { ferryChecks } from './checks/ferry';
import { firstSyncChecks } from './checks/firstSync';
import { materialChecks } from './checks/materials';
import { standingChecks } from './checks/standing';
import { streamChecks } from './checks/stream';
import { syncChecks } from './checks/sync';
import { transferChecks } from './checks/transfer';
import type { Check } from './suite';

/** Everything that a platform is held to, by the part of the protocol that it belongs to. */
export const groups = {
  access: accessChecks,
  sync: syncChecks,
  standing: standingChecks,
  audit: auditChecks,
  stream: streamChecks,
  transfer: transferChecks,
  'first-sync': firstSyncChecks,
  materials: materialChecks,
  ferry: ferryChecks,
} as const satisfies Record<string, readonly Check[]>;

export type GroupName = keyof typeof groups;
export const groupNames = Object.keys(groups) as GroupName[];
