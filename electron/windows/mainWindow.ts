import { BrowserWindow, screen, type Rectangle } from 'electron';
import { join } from 'node:path';
import { readBounds, saveBounds } from './windowBounds';

type Options = { userData: string; preload: string; devTools: boolean };

const smallest = { minWidth: 1100, minHeight: 680 };

/** Bounds remembered from last time, if a screen still shows them. */
function visibleBounds(path: string): Rectangle | undefined {
  const bounds = readBounds(path);
  if (!bounds) return undefined;
  const { workArea } = screen.getDisplayMatching(bounds);
  const seen =
    bounds.x < workArea.x + workArea.width &&
    bounds.x + bounds.width > workArea.x &&
    bounds.y >= workArea.y &&
    bounds.y < workArea.y + workArea.height;
  return seen ? bounds : undefined;
}

/** Opens the one window, shown when its first picture is ready. The caller loads the page. */
export function openMainWindow({ userData, preload, devTools }: Options): BrowserWindow {
  const path = join(userData, 'window.json');
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    ...smallest,
    ...visibleBounds(path),
    show: false,
    backgroundColor: '#fff',
    title: '龙江办件',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      devTools,
    },
  });
  window.setMenuBarVisibility(false);
  window.once('ready-to-show', () => window.show());
  // The page's own title would name what is on the screen in the task bar of a shared counter.
  window.on('page-title-updated', (event) => event.preventDefault());
  // Nothing is asked on closing: what the screen called saved is on the disk.
  window.on('close', () => saveBounds(path, window.getNormalBounds()));
  return window;
}
