import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { demoPlatformAddress, demoPlatformData, demoPlatformLog } from './demoFolder.mjs';
import { inProject, projectRoot } from './paths.mjs';
import { Stop } from './say.mjs';

const usualPort = 8610;

/**
 * Starts the embedded platform on the demonstration data, or joins the one that another `npm start` in this clone has
 * running: its database belongs to one process at a time.
 */
export async function openDemoPlatform() {
  const running = await findRunning();
  if (running) return { url: running, close: async () => {} };
  fs.mkdirSync(demoPlatformData, { recursive: true });
  const log = fs.openSync(demoPlatformLog, 'w');
  const child = spawn(process.execPath, [inProject('out/platform/main.mjs')], {
    cwd: projectRoot,
    env: {
      ...process.env,
      LONGJIANG_PLATFORM_PORT: String((await isFree(usualPort)) ? usualPort : 0),
      LONGJIANG_PLATFORM_DATA: demoPlatformData,
      LONGJIANG_PLATFORM_DEMO: '1',
    },
    stdio: ['ignore', 'pipe', log],
  });
  fs.closeSync(log);
  const url = await listeningAddress(child);
  fs.writeFileSync(demoPlatformAddress, url);
  return { url, close: () => close(child) };
}

/** The platform writes one JSON line when it is ready; what else it writes is its log and stays out of the way. */
function listeningAddress(child) {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /^\{"listening":"([^"]+)"/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(
        new Stop(
          `The embedded platform ended with status ${code} before it was ready: ${lastLine(demoPlatformLog)}`,
          `内置平台未能启动，原因见 ${demoPlatformLog}。`,
        ),
      );
    });
  });
}

function lastLine(file) {
  return fs.readFileSync(file, 'utf8').trim().split('\n').at(-1)?.slice(0, 500);
}

function close(child) {
  if (child.exitCode !== null || child.signalCode !== null) return undefined;
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
}

async function findRunning() {
  try {
    const url = fs.readFileSync(demoPlatformAddress, 'utf8');
    const answer = await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(2000) });
    return answer.ok ? url : undefined;
  } catch {
    return undefined;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
