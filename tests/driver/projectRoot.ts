import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder that holds package.json, found upwards from the working directory. */
export const projectRoot = (() => {
  let folder = process.cwd();
  while (!existsSync(path.join(folder, 'electron-builder.yml'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('run this inside the project');
    folder = parent;
  }
  return folder;
})();
