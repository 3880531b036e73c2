import { createContext, useContext } from 'react';
import type { Settings } from '@shared/bridge/channels/appChannels';

/** Settings of this device and the way to change them; a change holds at once and is kept by the main process. */
export type SettingsInHand = { settings: Settings; change: (part: Partial<Settings>) => void };

export const SettingsContext = createContext<SettingsInHand | undefined>(undefined);

export function useSettings(): SettingsInHand {
  const inHand = useContext(SettingsContext);
  if (!inHand) throw new Error('the settings are not there yet');
  return inHand;
}
