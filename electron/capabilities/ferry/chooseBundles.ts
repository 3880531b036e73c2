import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { extension } from './bundleName';

/** Asks the person for bundles 摆渡包 with the system's own dialog; empty where none is chosen. */
export async function chooseBundles(): Promise<string[]> {
  const options: OpenDialogOptions = {
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: '龙江办件摆渡包', extensions: [extension.slice(1)] }],
  };
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options));
  return canceled ? [] : filePaths;
}
