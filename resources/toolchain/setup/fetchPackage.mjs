import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { npmEnvironment } from '../child.mjs';
import { say, Stop } from '../say.mjs';
import { showProgress } from './progress.mjs';

/**
 * Downloads one npm package as a file into `folder` and answers its path. npm does it, so that the registry, proxy and
 * certificates that the user configured are respected.
 */
export async function fetchPackage(name, expectedBytes, folder) {
  const megabytes = Math.round(expectedBytes / 1e6);
  say(
    `Downloading ${name} (${megabytes} MB, once; kept in your cache folder).`,
    `正在下载 ${name}（${megabytes} MB，仅此一次，保存在用户缓存目录）。`,
  );
  // A cache of its own: its growth is the progress, and 200 MB do not stay behind in the user's npm cache.
  const cache = path.join(folder, 'npm-cache');
  const stopProgress = showProgress(() => `${Math.round(bytesUnder(cache) / 1e6)} of ${megabytes} MB`);
  const complaint = await pack(name, folder, cache);
  stopProgress();
  fs.rmSync(cache, { recursive: true, force: true });
  const file = fs.readdirSync(folder).find((entry) => entry.endsWith('.tgz'));
  if (complaint === undefined && file) return path.join(folder, file);
  throw new Stop(
    `npm could not download ${name}: ${complaint ?? 'it left no file'}. Check the network, then run the command again.`,
    `npm 未能下载 ${name}。请检查网络后重新运行。`,
  );
}

function pack(name, folder, cache) {
  return new Promise((resolve) => {
    const args = ['pack', name, '--pack-destination', folder, '--cache', cache, '--loglevel=error'];
    const child = spawn('npm', args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...npmEnvironment(),
    });
    let text = '';
    child.stderr.on('data', (chunk) => (text += chunk));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (status) => resolve(status === 0 ? undefined : text.trim().slice(0, 500)));
  });
}

function bytesUnder(folder) {
  let total = 0;
  try {
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) total += fs.statSync(path.join(entry.parentPath, entry.name)).size;
    }
  } catch {
    // npm moves files while we look; the next look counts them.
  }
  return total;
}
