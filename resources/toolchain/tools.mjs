import { createRequire } from 'node:module';
import { runToEnd } from './child.mjs';
import { withDisplay } from './display.mjs';
import { sandboxSwitches, toolEnvironment } from './environment.mjs';
import { projectRoot } from './paths.mjs';
import { Stop } from './say.mjs';

const require = createRequire(import.meta.url);

/** The script of each tool, started without npx, which would look on the network when a package is missing. */
const scripts = {
  node: [],
  electron: ['electron', 'cli.js'],
  'electron-builder': ['electron-builder', 'cli.js'],
  'electron-vite': ['electron-vite', 'bin/electron-vite.js'],
  playwright: ['@playwright/test', 'cli.js'],
  vite: ['vite', 'bin/vite.js'],
  vitest: ['vitest', 'vitest.mjs'],
};

export const needsDisplay = new Set(['electron', 'playwright', 'node']);

/** Runs one tool to its end in the environment of this project and answers its exit status. */
export async function runTool(name, args, { extraEnv = {}, display = needsDisplay.has(name) } = {}) {
  const script = scripts[name];
  if (!script)
    throw new Stop(`unknown tool ${name}; known: ${Object.keys(scripts).join(', ')}`, `未知工具 ${name}`);
  const words = [...scriptPath(script), ...(name === 'electron' ? sandboxSwitches : []), ...args];
  const start = (env) => runToEnd(process.execPath, words, { cwd: projectRoot, env });
  const env = { ...toolEnvironment().env, ...extraEnv };
  return display ? withDisplay(env, start) : start(env);
}

function scriptPath([packageName, file]) {
  if (!packageName) return [];
  return [require.resolve(`${packageName}/package.json`).replace(/package\.json$/, file)];
}
