import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const project = process.cwd();

/** The page of `bench -- store`, built as the application's own page is. */
export default defineConfig({
  root: 'tests/bench/store/page',
  publicDir: false,
  // PouchDB wants Node's events; without the slash the builtin would be meant.
  resolve: { alias: { '@shared': resolve(project, 'shared'), events: 'events/' } },
  worker: { format: 'es' },
  build: {
    outDir: resolve(project, 'out/bench-page'),
    emptyOutDir: true,
    target: 'chrome130',
    minify: true,
    chunkSizeWarningLimit: 4000,
  },
});
