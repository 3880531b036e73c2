import { appChannels } from './channels/appChannels';
import { backupChannels } from './channels/backupChannels';
import { calendarChannels } from './channels/calendarChannels';
import { delegationChannels } from './channels/delegationChannels';
import { deviceChannels } from './channels/deviceChannels';
import { documentChannels } from './channels/documentChannels';
import { ferryChannels } from './channels/ferryChannels';
import { journalChannels } from './channels/journalChannels';
import { keyChannels } from './channels/keyChannels';
import { materialChannels } from './channels/materialChannels';
import { sessionChannels } from './channels/sessionChannels';

/** Everything the page may ask of the main process. */
export const pageChannels = {
  ...appChannels,
  ...deviceChannels,
  ...sessionChannels,
  ...keyChannels,
  ...backupChannels,
  ...journalChannels,
  ...calendarChannels,
  ...documentChannels,
  ...materialChannels,
  ...delegationChannels,
  ...ferryChannels,
} as const;
export type PageChannels = typeof pageChannels;

/** Name of the window message that carries the store worker's port. */
export const workerPortMessage = 'longjiang.workerPort';
