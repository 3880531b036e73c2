import { fingerprint, isTestFile, isUpToDate, writeStamp } from './fingerprint.mjs';
import { say, Stop } from './say.mjs';
import { runTool } from './tools.mjs';

const common = ['shared', 'package-lock.json', 'tsconfig.json', 'resources/toolchain/tsconfig.base.json'];
const serverConfig = 'resources/toolchain/server.vite.config.ts';
const benchPageConfig = 'resources/toolchain/benchPage.vite.config.ts';
const appConfig = 'resources/toolchain/electron.vite.config.ts';

/** What can be built, from what, and by which tool. Each has its own stamp, so that a change rebuilds one part only. */
const parts = {
  app: {
    names: ['the application', '应用程序'],
    inputs: [...common, 'package.json', 'electron', 'renderer', appConfig],
    build: () => runTool('electron-vite', ['build', '--config', appConfig, '--logLevel', 'warn']),
  },
  platform: {
    names: ['the reference platform', '参考平台'],
    inputs: [...common, 'platform', serverConfig],
    build: () => buildServer('platform'),
  },
  tools: {
    names: ['the command-line tools', '命令行工具'],
    inputs: [...common, 'platform', serverConfig],
    build: () => buildServer('tools'),
  },
  tour: {
    names: ['the tour', '演示巡览'],
    inputs: [...common, 'tests/tour', 'tests/driver', serverConfig],
    build: () => buildServer('tour'),
  },
  simulate: {
    names: ['the simulation', '模拟'],
    inputs: [
      ...common,
      'tests/simulate',
      'tests/simulation',
      'electron',
      'renderer/store',
      'renderer/sync',
      'platform',
      serverConfig,
    ],
    build: () => buildServer('simulate'),
  },
  conformance: {
    names: ['the conformance suite', '接口一致性测试'],
    inputs: [...common, 'tests/conformance', serverConfig],
    build: () => buildServer('conformance'),
  },
  faults: {
    names: ['the fault tests', '故障测试'],
    inputs: [...common, 'tests/faults', 'tests/driver', serverConfig],
    build: () => buildServer('faults'),
  },
  bench: {
    names: ['the benchmarks', '性能测量'],
    inputs: [
      ...common,
      'tests/bench',
      'tests/driver',
      'tests/fixtures',
      'platform',
      'electron',
      'renderer/store',
      'renderer/sync',
      serverConfig,
      benchPageConfig,
    ],
    build: async () =>
      (await buildServer('bench')) ||
      (await runTool('vite', ['build', '--config', benchPageConfig, '--logLevel', 'warn'])),
  },
};

export const partNames = Object.keys(parts);

export const productParts = ['app', 'platform', 'tools'];

/** Builds the named parts whose sources changed since they were last built. */
export async function ensureBuilt(names) {
  for (const name of names) {
    const part = parts[name];
    const stamp = `out/${name}.stamp`;
    const current = fingerprint(part.inputs, { skip: isTestFile });
    if (isUpToDate(stamp, current)) continue;
    say(
      `Building ${part.names[0]}, because its sources changed.`,
      `源代码有变化，正在构建${part.names[1]}。`,
    );
    if ((await part.build()) !== 0) {
      throw new Stop(
        `The build of ${part.names[0]} failed; its message is above.`,
        `${part.names[1]}构建失败，原因见上。`,
      );
    }
    writeStamp(stamp, current);
  }
}

function buildServer(mode) {
  return runTool('vite', ['build', '--config', serverConfig, '--mode', mode, '--logLevel', 'warn']);
}
