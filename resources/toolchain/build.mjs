// node resources/toolchain/build.mjs [part…]: builds what changed; without arguments, the application and the platform.
import { ensureBuilt, partNames, productParts } from './parts.mjs';
import { runEntry, Stop } from './say.mjs';

await runEntry(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !partNames.includes(name));
  if (unknown.length > 0) {
    throw new Stop(`unknown part ${unknown.join(', ')}; known: ${partNames.join(', ')}`, '未知的构建部分');
  }
  await ensureBuilt(asked.length > 0 ? asked : productParts);
});
