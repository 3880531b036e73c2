// npm run platform: the reference platform alone; settings come from the environment (LONGJIANG_PLATFORM_PORT,
// LONGJIANG_PLATFORM_DATA, DATABASE_URL). npm run seed: fills its database with the demonstration offices and stops.
import { demoPlatformData } from './demoFolder.mjs';
import { openDemoPlatform } from './demoPlatform.mjs';
import { ensureBuilt } from './parts.mjs';
import { runToEnd } from './child.mjs';
import { projectRoot } from './paths.mjs';
import { runEntry, say } from './say.mjs';

await runEntry(async () => {
  await ensureBuilt(['platform']);
  if (process.argv.includes('--seed')) return seed();
  const env = { LONGJIANG_PLATFORM_DATA: demoPlatformData, ...process.env };
  return runToEnd(process.execPath, ['out/platform/main.mjs'], { cwd: projectRoot, env });
});

async function seed() {
  const platform = await openDemoPlatform();
  await platform.close();
  say('The demonstration offices and accounts are in the database.', '演示用的单位和账号已写入数据库。');
}
