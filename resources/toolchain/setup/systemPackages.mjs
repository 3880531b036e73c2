import { spawnSync } from 'node:child_process';
import { Stop } from '../say.mjs';
import { hasCommand, installPackages } from './apt.mjs';
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
  await installPackages(wanted.map(nameInThisRelease), [
    'libraries that Electron loads, Chinese fonts, a virtual screen',
    'Electron 所需的系统库、中文字体和虚拟显示器',
  ]);
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
