import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const project = process.cwd();

/** What runs in plain Node: built to `out/<mode>/main.mjs`, with packages left in node_modules. */
const entries = new Map([
  ['platform', 'platform/main.ts'],
  ['tour', 'tests/tour/main.ts'],
]);

export default defineConfig(({ mode }) => {
  const entry = entries.get(mode);
  if (entry === undefined) throw new Error(`--mode must be one of: ${[...entries.keys()].join(', ')}`);
  return {
    configFile: false,
    publicDir: false,
    resolve: { alias: { '@shared': resolve(project, 'shared') } },
    build: {
      ssr: entry,
      outDir: `out/${mode}`,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'main.mjs', format: 'es' } },
    },
  };
});
