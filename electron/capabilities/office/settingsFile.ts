import { Settings } from '@shared/bridge/channels/appChannels';
import { readIfPresent, writeDurably } from '../../files/durableFile';

/** The device's settings; those of a new installation where the file is absent or cannot be read. */
export async function readSettings(path: string): Promise<Settings> {
  const text = await readIfPresent(path);
  try {
    return Settings.parse(text ? JSON.parse(text.toString('utf8')) : {});
  } catch {
    return Settings.parse({});
  }
}

export const saveSettings = (path: string, settings: Settings): Promise<void> =>
  writeDurably(path, JSON.stringify(settings, undefined, 2));
