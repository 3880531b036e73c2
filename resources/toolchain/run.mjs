// node resources/toolchain/run.mjs <tool> [arguments]: runs a tool with the Electron that set-up found, and on a virtual
// screen where there is no display.
import { runEntry, Stop } from './say.mjs';
import { runTool } from './tools.mjs';

await runEntry(() => {
  const [name, ...args] = process.argv.slice(2);
  if (!name) throw new Stop('usage: run.mjs <tool> [arguments]', '用法：run.mjs <工具> [参数]');
  return runTool(name, args);
});
