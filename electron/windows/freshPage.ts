import type { BrowserWindow } from 'electron';

/**
 * Begins the window's page anew at the same address and in another process: whatever a person's work left in the memory
 * of the old one ends with it. Chromium changes the process for a page of another site, so an empty one stands in between.
 */
export async function beginFreshPage(window: BrowserWindow | undefined): Promise<void> {
  if (!window || window.isDestroyed()) return;
  const address = window.webContents.getURL();
  await loadPage(window, 'about:blank');
  await loadPage(window, address);
}

/** Loads a page; one whose process ends meanwhile is loaded again by whoever hears of that end. */
export async function loadPage(window: BrowserWindow, address: string): Promise<void> {
  if (window.isDestroyed()) return;
  await window.loadURL(address).catch(() => undefined);
}
