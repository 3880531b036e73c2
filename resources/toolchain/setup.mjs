// Makes a fresh clone ready to start, test or package. It uses Node's own modules only, because it runs before any
// package is installed; a second run finds everything there and takes well under a second.
import { runEntry, Stop } from './say.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { ensureRuntime } from './setup/ensureRuntime.mjs';
import { ensureSystemPackages } from './setup/systemPackages.mjs';

await runEntry(async () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Stop(
      `Node 20.19 or newer is needed; this is ${process.versions.node}.`,
      `需要 Node 20.19 或更高版本，当前为 ${process.versions.node}。`,
    );
  }
  await ensurePackages();
  const runtime = await ensureRuntime();
  await ensureSystemPackages(runtime.folder);
});
