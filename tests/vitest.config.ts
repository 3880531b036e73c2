import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const project = resolve(import.meta.dirname, '..');
const rooms = '{shared,renderer,electron,platform,tests}';

/** What the platform keeps, and how whole offices live with it: on the embedded database, and again on a real server. */
const onServer = [
  `${rooms}/**/*.server.test.ts`,
  'platform/{accounts,backup,cases,catalogue,materials,storage}/**/*.test.ts',
  'tests/simulate/seeds.test.ts',
  'tests/simulation/two-offices.test.ts',
];

/** Unit tests: `*.test.ts` in plain Node, `*.server.test.ts` only where there is a PostgreSQL server, `*.test.tsx` in a DOM. Real windows belong to Playwright (`*.spec.ts`). */
export default defineConfig({
  root: project,
  resolve: { alias: { '@shared': resolve(project, 'shared') } },
  test: {
    // For what hangs, not for what is slow: machines differ by a factor of four.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: [`${rooms}/**/*.test.ts`],
          exclude: ['**/*.server.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          environment: 'node',
          include: onServer,
          globalSetup: ['tests/driver/postgresOfRun.ts'],
          setupFiles: ['tests/driver/onPostgres.ts'],
        },
      },
      { extends: true, test: { name: 'dom', environment: 'jsdom', include: [`${rooms}/**/*.test.tsx`] } },
    ],
  },
});
