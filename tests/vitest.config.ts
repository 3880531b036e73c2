import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const project = resolve(import.meta.dirname, '..');
const rooms = '{shared,renderer,electron,platform,tests}';

/** Unit tests: `*.test.ts` in plain Node, `*.test.tsx` in a DOM. Real windows belong to Playwright (`*.spec.ts`). */
export default defineConfig({
  root: project,
  resolve: { alias: { '@shared': resolve(project, 'shared') } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'node', environment: 'node', include: [`${rooms}/**/*.test.ts`] } },
      { extends: true, test: { name: 'dom', environment: 'jsdom', include: [`${rooms}/**/*.test.tsx`] } },
    ],
  },
});
