// npm run package: an unpacked Linux build in release/linux-unpacked with every fuse as strict as it goes.
//   --inspectable   release/inspectable instead, with the one fuse on that Playwright needs to drive the application
import fs from 'node:fs';
import path from 'node:path';
import { toolEnvironment } from './environment.mjs';
import { fingerprint, isUpToDate, writeStamp } from './fingerprint.mjs';
import { ensureBuilt } from './parts.mjs';
import { inProject } from './paths.mjs';
import { runEntry, say, Stop } from './say.mjs';
import { runtimeVersion } from './setup/findRuntime.mjs';
import { runTool } from './tools.mjs';

const variants = {
  strict: { place: 'release/linux-unpacked', settings: [] },
  inspectable: {
    place: 'release/inspectable',
    settings: ['-c.electronFuses.enableNodeCliInspectArguments=true'],
  },
};

const inputs = [
  'out/main',
  'out/preload',
  'out/renderer',
  'package.json',
  'electron-builder.yml',
  'resources/calendar',
  'resources/catalogue',
  'resources/divisions',
  'resources/documents',
  'resources/icons',
  'resources/toolchain/afterPack.cjs',
];

await runEntry(async () => {
  if (process.platform !== 'linux') {
    throw new Stop(
      'npm run package makes the Linux folder. For this system run: npx electron-builder --publish never',
      '此命令只生成 Linux 版本，其他系统请使用 electron-builder。',
    );
  }
  await ensureBuilt(['app']);
  await pack(variants[process.argv.includes('--inspectable') ? 'inspectable' : 'strict']);
});

async function pack({ place, settings }) {
  const { runtime } = toolEnvironment();
  const stamp = `${place}.stamp`;
  const current = fingerprint(inputs, { also: runtime.folder + settings.join() });
  if (isUpToDate(stamp, current) && fs.existsSync(inProject(place))) return;
  say(`Packaging into ${place}, because its contents changed.`, `内容有变化，正在打包到 ${place}。`);
  const work = `release/work-${path.basename(place)}`;
  fs.rmSync(inProject(work), { recursive: true, force: true });
  const status = await runTool('electron-builder', [
    '--linux',
    'dir',
    '--publish',
    'never',
    `-c.electronDist=${runtime.folder}`,
    `-c.electronVersion=${runtimeVersion(runtime.folder)}`,
    `-c.directories.output=${work}`,
    ...settings,
  ]);
  if (status !== 0) throw new Stop('electron-builder failed; its message is above.', '打包失败，原因见上。');
  fs.rmSync(inProject(place), { recursive: true, force: true });
  fs.renameSync(inProject(work, 'linux-unpacked'), inProject(place));
  fs.rmSync(inProject(work), { recursive: true, force: true });
  writeStamp(stamp, current);
}
