import { join } from 'node:path';
import type { App } from 'electron';

/** Where things lie. `development` is an application that runs from its source tree. */
export type Paths = {
  development: boolean;
  userData: string;
  preload: string;
  renderer: string;
  catalogue: string;
  catalogueLastGood: string;
  /** The catalogue that the platform handed out. */
  servedCatalogue: string;
  calendar: string;
  /** Years that were imported after the release. */
  importedCalendars: string;
  documents: string;
  settings: string;
  /** Where an installer's office file may stand, the first found counts. */
  officeFiles: readonly string[];
};

/** Reads the two variables of the environment, tells Electron the user-data folder and names all paths. */
export function choosePaths(app: App, env: NodeJS.ProcessEnv): Paths {
  const chosen = env['LONGJIANG_USER_DATA'];
  if (chosen !== undefined && chosen !== '') app.setPath('userData', chosen);
  const development = !app.isPackaged;
  const userData = app.getPath('userData');
  const resources = development ? join(app.getAppPath(), 'resources') : process.resourcesPath;
  const officeFile = env['LONGJIANG_OFFICE_FILE'];
  const out = join(app.getAppPath(), 'out');
  return {
    development,
    userData,
    preload: join(out, 'preload', 'preload.cjs'),
    renderer: join(out, 'renderer'),
    catalogue: join(resources, 'catalogue'),
    catalogueLastGood: join(userData, 'catalogue-last-good'),
    servedCatalogue: join(userData, 'catalogue-served.json'),
    calendar: join(resources, 'calendar'),
    importedCalendars: join(userData, 'calendar'),
    documents: join(resources, 'documents'),
    settings: join(userData, 'settings.json'),
    officeFiles:
      officeFile !== undefined && officeFile !== ''
        ? [officeFile]
        : [join(resources, 'office.json'), join(userData, 'office.json')],
  };
}
