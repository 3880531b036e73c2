import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const project = process.cwd();
const alias = { '@shared': resolve(project, 'shared') };
const commonjsName = { output: { entryFileNames: '[name].cjs' } };

// Everything is bundled (`externalizeDeps: false`), so that the package holds no node_modules. Main and preload are
// CommonJS, which a sandboxed preload has to be. Targets are those of the oldest Electron that development runs on.
export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      target: 'node20',
      minify: true,
      lib: { entry: 'electron/main.ts', formats: ['cjs'] },
      rollupOptions: commonjsName,
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      target: 'node20',
      minify: true,
      lib: { entry: 'electron/preload.ts', formats: ['cjs'] },
      rollupOptions: commonjsName,
    },
  },
  renderer: {
    root: 'renderer',
    resolve: { alias },
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true,
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: resolve(project, 'renderer/index.html') },
    },
  },
});
