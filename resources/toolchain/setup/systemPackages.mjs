import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { runToEnd } from '../child.mjs';
import { say, Stop } from '../say.mjs';
import { electronExecutable } from './findRuntime.mjs';

const electronLibraries = [
  'libasound2',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0',
  'libnss3',
  'libxss1',
  'libxtst6',
];

/** On Linux: the libraries that Electron loads, a font with Chinese characters, and a virtual screen where there is none. */
export async function ensureSystemPackages(runtimeFolder) {
  if (process.platform !== 'linux') return;
  const wanted = missingPackages(runtimeFolder);
  if (wanted.length === 0) return;
  const names = () => wanted.map(nameInThisRelease).join(' ');
  if (process.getuid?.() !== 0 || !hasCommand('apt-get')) {
    throw new Stop(
      `The system lacks packages that Electron needs. Run:\n\n    sudo apt-get update && sudo apt-get install -y ${names()}\n\n` +
        '            and then the same command again (on other distributions, their packages of the same purpose).',
      '系统缺少 Electron 所需的软件包，请先运行上面的命令，再重新执行。',
    );
  }
  say(
    `Installing with apt: ${wanted.join(' ')} (libraries that Electron loads, Chinese fonts, a virtual screen).`,
    '正在用 apt 安装 Electron 所需的系统库、中文字体和虚拟显示器。',
  );
  await apt('update', '-qq');
  await apt('install', '-y', '-qq', '--no-install-recommends', ...names().split(' '));
  const still = missingPackages(runtimeFolder);
  if (still.length > 0) {
    throw new Stop(
      `apt-get ended well, but these are still not usable: ${still.join(' ')}.`,
      '软件包已安装，但系统仍缺少部分组件。',
    );
  }
}

function missingPackages(runtimeFolder) {
  const wanted = [];
  const libraries = spawnSync('ldd', [electronExecutable(runtimeFolder)], { encoding: 'utf8' });
  if (libraries.stdout?.includes('not found')) wanted.push(...electronLibraries);
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY && !hasCommand('Xvfb')) wanted.push('xvfb');
  if (!hasCommand('fc-list')) wanted.push('fontconfig', 'fonts-noto-cjk');
  else if (!spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' }).stdout?.trim())
    wanted.push('fonts-noto-cjk');
  return wanted;
}

/** Debian 13 and Ubuntu 24.04 renamed some libraries for their 64-bit time. */
function nameInThisRelease(name) {
  const renamed = `${name}t64`;
  const known = hasCommand('apt-cache')
    ? spawnSync('apt-cache', ['show', renamed], { stdio: 'ignore' }).status === 0
    : false;
  return known ? renamed : name;
}

function hasCommand(name) {
  return (process.env.PATH ?? '').split(':').some((folder) => fs.existsSync(`${folder}/${name}`));
}

async function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const status = await runToEnd('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) return;
  throw new Stop(
    `apt-get ${args[0]} failed; its message is above. The command was: apt-get ${args.join(' ')}`,
    'apt-get 执行失败，原因见上。',
  );
}
