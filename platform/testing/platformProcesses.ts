import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { build } from 'vite';

const project = resolve(import.meta.dirname, '../..');

/** A platform's process; `address` rejects with its log where it ends before it listens. */
export type Started = { child: ChildProcess; address: Promise<string>; lines: string[]; log: string[] };

/** The platform's real program, built for one test file, and the processes of it that the file has started. */
export type Program = {
  start: (environment: Record<string, string>) => Started;
  /** Kills what still runs and removes what was built. */
  end: () => Promise<void>;
};

export async function buildProgram(): Promise<Program> {
  // Inside the project, so that its packages are found.
  const folder = join(project, 'node_modules', '.cache', `platform-test-${process.pid}`);
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@shared': join(project, 'shared') } },
    build: {
      ssr: join(project, 'platform', 'main.ts'),
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'main.mjs', format: 'es' } },
    },
  });
  const children: ChildProcess[] = [];
  const start = (environment: Record<string, string>): Started => {
    const child = spawn(process.execPath, [join(folder, 'main.mjs')], {
      env: { PATH: process.env['PATH'], LONGJIANG_PLATFORM_PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const lines: string[] = [];
    const log: string[] = [];
    child.stderr.on('data', (data: Buffer) => log.push(data.toString()));
    const address = new Promise<string>((listens, fails) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        lines.push(line);
        listens((JSON.parse(line) as { listening: string }).listening);
      });
      child.once('exit', () => fails(new Error(log.join(''))));
    });
    address.catch(() => undefined);
    return { child, address, lines, log };
  };
  const end = async () => {
    await Promise.all(children.map(killed));
    await rm(folder, { recursive: true, force: true });
  };
  return { start, end };
}

/** Ends a process as a power cut would, and waits until it is gone. */
export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
