import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
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
  const platform = await launch({
    ...process.env,
    LONGJIANG_PLATFORM_PORT: String((await isFree(usualPort)) ? usualPort : 0),
    LONGJIANG_PLATFORM_DATA: demoPlatformData,
  });
  fs.writeFileSync(demoPlatformAddress, platform.url);
  return platform;
}

/** The platform seeds an office that is not there yet when it starts for demonstration, so it starts once and ends. */
export async function seedDemoOffices(env) {
  const platform = await launch({ ...env, LONGJIANG_PLATFORM_PORT: '0' });
  await platform.close();
}

async function launch(env) {
  fs.mkdirSync(path.dirname(demoPlatformLog), { recursive: true });
  fs.mkdirSync(env.LONGJIANG_PLATFORM_DATA, { recursive: true });
  const log = fs.openSync(demoPlatformLog, 'w');
  const child = spawn(process.execPath, [inProject('out/platform/main.mjs')], {
    cwd: projectRoot,
    env: { ...env, LONGJIANG_PLATFORM_DEMO: '1' },
    stdio: ['ignore', 'pipe', log],
  });
  fs.closeSync(log);
  return { url: await listeningAddress(child), close: () => close(child) };
}

/** The platform writes one JSON line on its output when it is ready; its log goes to a file. */
function listeningAddress(child) {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /^\{"listening":"([^"]+)"/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      const reason = fs.readFileSync(demoPlatformLog, 'utf8').trim().slice(-800);
      reject(
        new Stop(
          `The embedded platform ended with status ${code} before it was ready:\n${reason}`,
          `内置平台未能启动，原因见 ${demoPlatformLog}。`,
        ),
      );
    });
  });
}

async function close(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => {
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
