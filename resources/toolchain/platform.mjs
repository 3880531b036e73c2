// npm run platform: the reference platform alone; settings come from the environment (LONGJIANG_PLATFORM_PORT,
// LONGJIANG_PLATFORM_DATA, DATABASE_URL). npm run seed: fills the same database with the demonstration offices.
import { runToEnd } from './child.mjs';
import { demoPlatformData } from './demoFolder.mjs';
import { ensureBuilt } from './parts.mjs';
import { projectRoot } from './paths.mjs';
import { runEntry } from './say.mjs';

await runEntry(async () => {
  await ensureBuilt(['platform']);
  const program = process.argv.includes('--seed') ? 'out/platform/seed.mjs' : 'out/platform/main.mjs';
  const env = { LONGJIANG_PLATFORM_DATA: demoPlatformData, ...process.env };
  return runToEnd(process.execPath, [program], { cwd: projectRoot, env });
});
