import type { BackupState } from '@shared/bridge/backup';

const day = 86_400_000;
/** Days after which a backup no longer counts as one. */
const oldAfter = 7;

/** Whole days since the last backup; Infinity where there is none. */
export const ageInDays = ({ last }: BackupState, now = Date.now()): number =>
  last ? Math.floor((now - Date.parse(last.writtenAt)) / day) : Infinity;

/** Whether a planned backup has not come for longer than it should. */
export const isOld = (state: BackupState, now = Date.now()): boolean =>
  state.plan !== undefined &&
  state.last !== undefined &&
  ageInDays(state, now) > Math.max(oldAfter, state.plan.everyDays);
