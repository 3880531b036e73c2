import type { Start } from '../session/sessionMachine';

/** Minutes without a touch after which the window locks, where the office says nothing else. */
const usual = 10;

/** Minutes without a touch after which the window of this office locks. */
export const idleMinutes = ({ office }: Pick<Start, 'office'>): number => office?.idleLockMinutes ?? usual;
