// npm start: the application on a demonstration office with its own platform.
//   --tour DIR   plays the main job in real windows and writes screenshots and tour.json to DIR
//   --device N   another PC beside a running one: 2 the county's examiners, 3 a second township
// Without a display the tour is played, since nobody could see the windows.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { demoTourFolder, deviceCount, prepareDemoDevice } from './demoFolder.mjs';
import { printDemoAccounts } from './demoAccounts.mjs';
import { openDemoPlatform } from './demoPlatform.mjs';
import { hasDisplay } from './display.mjs';
import { ensureBuilt } from './parts.mjs';
import { runEntry, say, Stop } from './say.mjs';
import { runTool } from './tools.mjs';

await runEntry(async () => {
  const { tour, device } = readOptions();
  if (tour !== undefined) return playTour(path.resolve(process.env.INIT_CWD ?? '.', tour));
  if (!hasDisplay()) {
    say(
      'There is no display here, so the tour is played on a virtual one instead of opening a window.',
      '此处没有显示器，将在虚拟显示器上播放演示巡览。',
    );
    return playTour(demoTourFolder);
  }
  return openApplication(device);
});

function readOptions() {
  const options = { tour: { type: 'string' }, device: { type: 'string', default: '1' } };
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new Stop(error.message, '用法：npm start -- [--tour 目录] [--device 1|2|3]');
  }
  const device = Number(values.device);
  if (!Number.isInteger(device) || device < 1 || device > deviceCount) {
    throw new Stop(`--device takes 1 to ${deviceCount}.`, `--device 的取值为 1 至 ${deviceCount}。`);
  }
  return { tour: values.tour, device };
}

async function playTour(folder) {
  await ensureBuilt(['app', 'platform', 'tour']);
  say(
    `Playing the tour; screenshots and tour.json go to ${folder}.`,
    `正在播放演示巡览，截图和 tour.json 写入该目录。`,
  );
  return runTool('node', ['out/tour/main.mjs', folder]);
}

async function openApplication(device) {
  await ensureBuilt(['app', 'platform']);
  say(
    'Starting the embedded platform; its data is in .demo/platform.',
    '正在启动内置平台，数据保存在 .demo/platform。',
  );
  const platform = await openDemoPlatform();
  try {
    const { env, prints, officeName } = prepareDemoDevice(device, platform.url);
    await printDemoAccounts();
    say(
      `Opening the application of ${officeName}. Printed documents go to ${prints}; the platform's API page is ${platform.url}/docs.`,
      '正在打开应用程序。打印的文书保存为 PDF 文件，目录见上。',
    );
    return await runTool('electron', ['.'], { extraEnv: env });
  } finally {
    await platform.close();
  }
}
