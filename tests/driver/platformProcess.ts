import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { projectRoot } from './projectRoot';

/** A reference platform running as a process of its own, with its database in a folder. */
export type PlatformProcess = {
  url: string;
  port: number;
  dataFolder: string;
  stop: () => Promise<void>;
  kill: () => Promise<void>;
};

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/**
 * Starts the built platform with the demonstration office; resolves when it listens. Port 0 takes any free one; `settings` are more of its
 * environment, such as DATABASE_URL.
 */
export async function startPlatform(
  dataFolder: string,
  port = 0,
  settings: Record<string, string> = {},
): Promise<PlatformProcess> {
  const child = spawn(process.execPath, [path.join(projectRoot, 'out/platform/main.mjs')], {
    cwd: projectRoot,
    env: {
      ...process.env,
      LONGJIANG_PLATFORM_PORT: String(port),
      LONGJIANG_PLATFORM_DATA: dataFolder,
      LONGJIANG_PLATFORM_DEMO: '1',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  const log = process.env['LONGJIANG_TEST_PLATFORM_LOG'];
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4000);
    if (log !== undefined) appendFileSync(log, chunk);
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const match = /^\{"listening":"([^"]+)"/.exec(line);
      if (match?.[1]) resolve(match[1]);
    });
    child.once('exit', (code) => reject(new Error(`the platform ended with ${code}: ${errors}`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    dataFolder,
    stop: () => (child.kill('SIGTERM'), ended(child)),
    kill: () => (child.kill('SIGKILL'), ended(child)),
  };
}
