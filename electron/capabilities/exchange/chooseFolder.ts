import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron';

/** Asks the person for a folder with the system's own dialog; undefined where none is chosen. */
export async function chooseFolder(): Promise<string | undefined> {
  const options: OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] };
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options));
  return canceled ? undefined : filePaths[0];
}
