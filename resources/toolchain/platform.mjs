// npm run platform: the reference platform alone; settings come from the environment (LONGJIANG_PLATFORM_PORT,
// LONGJIANG_PLATFORM_DATA, DATABASE_URL). npm run seed: fills the same database with the demonstration offices.
import { runToEnd } from './child.mjs';
import { demoPlatformData } from './demoFolder.mjs';
import { seedDemoOffices } from './demoPlatform.mjs';
import { ensureBuilt } from './parts.mjs';
import { projectRoot } from './paths.mjs';
import { runEntry, say } from './say.mjs';

await runEntry(async () => {
  await ensureBuilt(['platform']);
  const env = { LONGJIANG_PLATFORM_DATA: demoPlatformData, ...process.env };
  if (!process.argv.includes('--seed')) {
    return runToEnd(process.execPath, ['out/platform/main.mjs'], { cwd: projectRoot, env });
  }
  await seedDemoOffices(env);
  say('The demonstration offices and accounts are in the database.', '演示用的单位和账号已写入数据库。');
  return 0;
});
