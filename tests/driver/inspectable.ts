import path from 'node:path';
import { _electron, errors, type ElectronApplication, type Page } from '@playwright/test';
import { deviceEnvironment, programUnderTest, type DeviceFolder } from './application';
import { projectRoot } from './projectRoot';

/** An application whose main process a test can ask; only for what cannot be seen from outside. */
export type Inspected = {
  app: ElectronApplication;
  page: Page;
  kill: () => Promise<void>;
  quit: () => Promise<void>;
};

const inspectable = path.join(projectRoot, 'release/inspectable/longjiang-casework');

/**
 * Starts the variant of the package that has one fuse on, inspect arguments, or the source tree while developing. Playwright
 * cannot hold back a packaged application's start while it attaches, and when the window is there too early it waits for
 * it for ever: an attach that has not succeeded in 20 s is begun anew. The application is not at fault, so this hides nothing.
 */
export async function startInspectable(device: DeviceFolder): Promise<Inspected> {
  const packaged = process.env['LONGJIANG_TEST_TARGET'] === 'package';
  const { executable, args } = programUnderTest();
  const launch = (attempts: number): Promise<ElectronApplication> =>
    _electron
      .launch({
        executablePath: packaged ? inspectable : executable,
        args: [...args, '--disable-gpu'],
        cwd: projectRoot,
        env: deviceEnvironment(device),
        timeout: 20_000,
      })
      .catch((error: unknown) => {
        if (attempts > 1 && error instanceof errors.TimeoutError) return launch(attempts - 1);
        throw error;
      });
  const app = await launch(4);
  const page = await app.firstWindow();
  const child = app.process();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    app,
    page,
    kill: async () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
    quit: () => app.close(),
  };
}
