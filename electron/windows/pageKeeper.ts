import { setTimeout } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import type { Origins } from '../security/origins';

/** Longest wait for a page to load, in milliseconds, before it is loaded again. */
const patience = 10_000;
const mostTries = 5;
/** Pause before a page is loaded, in milliseconds. */
const breath = 30;

/** Keeps the one page on its window, whatever becomes of the processes that show it. */
export type PageKeeper = {
  /** Loads the page where the window does not show it, e.g. because its process has ended. */
  show: () => Promise<void>;
  /**
   * Begins the page anew in another process: whatever a person's work left in the memory of the old one ends with it. Chromium
   * changes the process for a page of another site, so an empty one stands in between.
   */
  beginAnew: () => Promise<void>;
};

/** One thing after the other: two loads at once would each end the other. */
export function createPageKeeper(window: BrowserWindow, { start, isOurs }: Origins): PageKeeper {
  let last = Promise.resolve();
  const inTurn = (job: () => Promise<void>): Promise<void> => {
    last = last.then(job);
    return last;
  };
  /** Whether it was loaded. A process that ends before its page is there lets Chromium never say so. */
  const load = (url: string): Promise<boolean> =>
    new Promise((resolve) => {
      const timer = globalThis.setTimeout(() => resolve(false), patience);
      const done = (loaded: boolean) => {
        clearTimeout(timer);
        resolve(loaded);
      };
      window.loadURL(url).then(
        () => done(true),
        () => done(false),
      );
    });
  const isShown = () => !window.webContents.isCrashed() && isOurs(window.webContents.getURL());
  async function loadUntilShown(address: string): Promise<void> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      // Chromium itself ends where a page is loaded while it still tells of the end of the one before.
      await setTimeout(breath);
      if (window.isDestroyed() || ((await load(address)) && !window.isDestroyed() && isShown())) return;
    }
  }
  return {
    show: () =>
      inTurn(async () => {
        if (!window.isDestroyed() && !isShown()) await loadUntilShown(start);
      }),
    beginAnew: () =>
      inTurn(async () => {
        if (window.isDestroyed()) return;
        // The same place of the application: whoever locked comes back to it.
        const address = isShown() ? window.webContents.getURL() : start;
        await load('about:blank');
        await loadUntilShown(address);
      }),
  };
}
