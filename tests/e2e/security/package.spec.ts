import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { chromium, expect } from '@playwright/test';
import {
  deviceEnvironment,
  devToolsOf,
  startApplication,
  windowLoaded,
  type DeviceFolder,
} from '../../driver/application';
import { seeGate } from '../../driver/clerkHands';
import { projectRoot } from '../../driver/projectRoot';
import { test } from './ground';

const folder = path.join(projectRoot, 'release/linux-unpacked');
const executable = path.join(folder, 'longjiang-casework');
const asRoot = process.getuid?.() === 0;

test.beforeEach(() => {
  const packaged = process.env['LONGJIANG_TEST_TARGET'] === 'package';
  test.skip(!packaged, 'these tests are about the package that people get');
});

/** The fuses as the configuration of the package names them. */
function wantedFuses(): Record<string, boolean> {
  const text = readFileSync(path.join(projectRoot, 'electron-builder.yml'), 'utf8');
  const block = /^electronFuses:\n((?: {2}\w+: \w+\n)+)/m.exec(text)?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/(\w+): (true|false)/g)].map(([, name = '', value]) => [name, value === 'true']),
  );
}

test('the fuses are burnt as the configuration says', async () => {
  const wanted = wantedFuses();
  expect(Object.keys(wanted)).toHaveLength(8);
  // The wire holds the character 1 for a fuse that is on and 0 for one that is off.
  const wire = await getCurrentFuseWire(executable);
  const found = Object.keys(wanted).map((name) => {
    const option =
      FuseV1Options[(name.charAt(0).toUpperCase() + name.slice(1)) as keyof typeof FuseV1Options];
    return [name, String.fromCharCode(Number(wire[option])) === '1'];
  });
  expect(Object.fromEntries(found)).toEqual(wanted);
  expect(wanted).toMatchObject({
    runAsNode: false,
    onlyLoadAppFromAsar: true,
    enableNodeCliInspectArguments: false,
  });
});

test('the package shows its first screen and opens no debugger for Node', async ({ lonelyPc }) => {
  const running = await startApplication(lonelyPc);
  await seeGate(running.page);
  await expect(running.page.getByRole('button', { name: /登记本机/ })).toBeVisible();
  await running.kill();
});

/** Starts the package with other words and waits until it has said where its DevTools listen, or has ended. */
function startWith(device: DeviceFolder, words: readonly string[], env: Record<string, string>) {
  const child = spawn(
    executable,
    [...(asRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--remote-debugging-port=0', ...words],
    { env: { ...deviceEnvironment(device), ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  const started = new Promise<void>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      if (line.startsWith('DevTools listening')) resolve();
    });
    child.once('exit', () => resolve());
  });
  return { child, said, started };
}

test('neither the environment nor the command line turns it into a Node', async ({ lonelyPc }) => {
  const script = path.join(path.dirname(lonelyPc.officeFile), 'stranger.cjs');
  writeFileSync(script, 'console.log("stranger ran")');
  const ways: [words: string[], env: Record<string, string>][] = [
    [[script], { ELECTRON_RUN_AS_NODE: '1' }],
    [[], { NODE_OPTIONS: `--require ${script}` }],
    [['--inspect=0'], {}],
    [['--require', script], {}],
  ];
  for (const [words, env] of ways) {
    const { child, said, started } = startWith(lonelyPc, words, env);
    await started;
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    expect(said.join('\n')).not.toMatch(/stranger ran|Debugger listening/);
    expect(said.join('\n')).toContain('DevTools listening');
  }
});

/** What the kernel says of the processes of a program, found by its path. */
const processesOf = (program: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        if (!words.startsWith(program)) return [];
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const value = (key: string) => new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1];
        const space = readlinkSync(`/proc/${pid}/ns/pid`);
        return [
          { type: /--type=(\w+)/.exec(words)?.[1], uid: value('Uid'), seccomp: value('Seccomp'), space },
        ];
      } catch {
        // It ended between the two looks.
        return [];
      }
    });

test("as an ordinary user it runs inside Chromium's own sandbox", async ({ lonelyPc }) => {
  test.skip(!asRoot, 'only root can lay out a setuid helper and become somebody else');
  const home = path.dirname(lonelyPc.officeFile);
  const copy = path.join(home, 'installed');
  const nobody = 65534;
  cpSync(folder, copy, { recursive: true });
  chownSync(path.join(copy, 'chrome-sandbox'), 0, 0);
  chmodSync(path.join(copy, 'chrome-sandbox'), 0o4755);
  const own = path.join(home, 'home');
  mkdirSync(own);
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, own, lonelyPc.userData, lonelyPc.prints]);

  const program = path.join(copy, 'longjiang-casework');
  const child = spawn(program, ['--disable-gpu', '--remote-debugging-port=0'], {
    uid: nobody,
    gid: nobody,
    cwd: home,
    env: { ...deviceEnvironment(lonelyPc), HOME: own, XDG_CONFIG_HOME: own, XDG_CACHE_HOME: own },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const devTools = await devToolsOf(child);
    await windowLoaded(devTools);
    const browser = await chromium.connectOverCDP(devTools);
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('the application has no window');
    await seeGate(page);
    const renderer = processesOf(program).find(({ type }) => type === 'renderer');
    // Filtered system calls, and a world of processes of its own.
    expect(renderer).toMatchObject({ uid: String(nobody), seccomp: '2' });
    expect(renderer?.space).not.toBe(readlinkSync('/proc/self/ns/pid'));
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }
});
