import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const project = process.cwd();

/** What runs in plain Node: each mode is a folder in `out/` with these programs; packages stay in node_modules. */
const programs: Record<string, Record<string, string>> = {
  platform: {
    main: 'platform/main.ts',
    demoOffice: 'platform/demo/demoOffice.ts',
  },
  tools: {
    account: 'platform/tools/bin/account.ts',
    device: 'platform/tools/bin/device.ts',
    ferry: 'platform/tools/bin/ferry.ts',
    clock: 'platform/tools/bin/clock.ts',
    catalogue: 'platform/tools/bin/catalogue.ts',
    backup: 'platform/tools/bin/backup.ts',
    openapi: 'platform/tools/bin/openapi.ts',
    calendar: 'platform/tools/bin/calendar.ts',
  },
  tour: { main: 'tests/tour/main.ts' },
  faults: { main: 'tests/faults/main.ts' },
  conformance: { main: 'tests/conformance/main.ts' },
  simulate: { main: 'tests/simulate/main.ts' },
  bench: {
    main: 'tests/bench/main.ts',
    platformLoad: 'tests/bench/platform/load.ts',
    storeWindow: 'tests/bench/store/window.ts',
    syncServer: 'tests/bench/sync/server.ts',
    blankWindow: 'tests/bench/store/blankWindow.ts',
  },
};

export default defineConfig(({ mode }) => {
  const input = programs[mode];
  if (input === undefined) throw new Error(`--mode must be one of: ${Object.keys(programs).join(', ')}`);
  return {
    publicDir: false,
    resolve: { alias: { '@shared': resolve(project, 'shared') } },
    build: {
      ssr: true,
      outDir: `out/${mode}`,
      target: 'node20',
      minify: false,
      rollupOptions: {
        input,
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  };
});
