// npm run dev: the application with hot reload, on the demonstration office and its platform.
import { prepareDemoDevice } from './demoFolder.mjs';
import { openDemoPlatform } from './demoPlatform.mjs';
import { ensureBuilt } from './parts.mjs';
import { runEntry, say } from './say.mjs';
import { runTool } from './tools.mjs';

await runEntry(async () => {
  await ensureBuilt(['platform']);
  const platform = await openDemoPlatform();
  try {
    say(`The platform listens on ${platform.url}.`, `平台地址：${platform.url}`);
    return await runTool(
      'electron-vite',
      ['dev', '--config', 'resources/toolchain/electron.vite.config.ts'],
      {
        extraEnv: prepareDemoDevice(1, platform.url).env,
        display: true,
      },
    );
  } finally {
    await platform.close();
  }
});
