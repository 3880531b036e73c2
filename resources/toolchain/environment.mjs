import { electronExecutable, findRuntime } from './setup/findRuntime.mjs';
import { Stop } from './say.mjs';

const asRoot = process.getuid?.() === 0;

/** Chromium refuses to run its sandbox as root, as in most containers. Everybody else keeps it. */
export const sandboxSwitches = asRoot ? ['--no-sandbox'] : [];

/** The environment in which electron-vite, Playwright and electron-builder find the Electron that set-up found. */
export function toolEnvironment() {
  const runtime = findRuntime();
  if (!runtime) {
    throw new Stop(
      'There is no Electron runtime yet. Run: node resources/toolchain/setup.mjs',
      '尚未准备 Electron 运行环境，请先运行上面的命令。',
    );
  }
  const env = { ...process.env };
  if (runtime.kind !== 'official') {
    env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder;
    env.ELECTRON_EXEC_PATH = electronExecutable(runtime.folder);
  }
  if (asRoot) env.NO_SANDBOX = '1';
  return { env, runtime };
}
