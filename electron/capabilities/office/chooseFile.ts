import { readFile, stat } from 'node:fs/promises';
import { dialog } from 'electron';

/** No file of ours is larger; one that is was chosen by mistake. */
const largest = 1024 * 1024;

/** Lets a person choose a JSON file and reads it; undefined where the dialog was closed. Too large a file reads as empty. */
export async function chooseJsonFile(): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    properties: ['openFile'],
    filters: [{ name: 'JSON', extensions: ['json'] }],
  });
  const [path] = filePaths;
  if (canceled || path === undefined) return undefined;
  return (await stat(path)).size > largest ? '' : readFile(path, 'utf8');
}
