import { dialog } from 'electron';

/** Lets a person choose a backup; undefined where the dialog was closed. */
export async function chooseBackupFile(): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    properties: ['openFile'],
    filters: [{ name: '龙江办件备份', extensions: ['ljbak'] }],
  });
  return canceled ? undefined : filePaths[0];
}
