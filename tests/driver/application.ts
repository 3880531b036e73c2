import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { projectRoot } from './projectRoot';

/** Where a device keeps everything, and how it reaches the platform. */
export type DeviceFolder = { userData: string; prints: string; officeFile: string };

/** Lays out a fresh PC: an empty user-data folder and the installer's office file. */
export function prepareDevice(
  folder: string,
  office: {
    platformUrl: string;
    officeName: string;
    divisionCode: string;
    enrolmentCode: string;
    windowName?: string;
  },
): DeviceFolder {
  const device = {
    userData: path.join(folder, 'user-data'),
    prints: path.join(folder, 'prints'),
    officeFile: path.join(folder, 'office.json'),
  };
  mkdirSync(device.userData, { recursive: true });
  mkdirSync(device.prints, { recursive: true });
  const file = {
    windowName: '1号窗口',
    ...office,
    printOutput: { kind: 'folder', path: device.prints },
  };
  writeFileSync(device.officeFile, JSON.stringify(file, null, 2));
  return device;
}

/** A running application and its one window. */
export type Running = {
  app: ElectronApplication;
  page: Page;
  kill: () => Promise<void>;
  quit: () => Promise<void>;
};

const inspectable = path.join(projectRoot, 'release/inspectable/longjiang-casework');

/**
 * Starts the real application: the packaged build when LONGJIANG_TEST_TARGET is `package`, else the built source tree.
 * `kill` ends the whole process group with SIGKILL, as a power cut would.
 */
export async function startApplication(
  device: DeviceFolder,
  extra: Record<string, string> = {},
): Promise<Running> {
  const packaged = process.env['LONGJIANG_TEST_TARGET'] === 'package';
  const runtime = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const executable = packaged ? inspectable : runtime && path.join(runtime, 'electron');
  const app = await _electron.launch({
    ...(executable ? { executablePath: executable } : {}),
    args: [...(packaged ? [] : [projectRoot]), ...asRoot, '--disable-gpu'],
    cwd: projectRoot,
    env: {
      ...(process.env as Record<string, string>),
      LONGJIANG_USER_DATA: device.userData,
      LONGJIANG_OFFICE_FILE: device.officeFile,
      ...extra,
    },
    timeout: 60_000,
  });
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
    quit: async () => {
      await app.close();
    },
  };
}
