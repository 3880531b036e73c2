import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

/** Whole-system tests in real Electron windows. One at a time: each has a platform, a database and windows of its own. */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: ['e2e/**/*.spec.ts', 'faults/**/*.spec.ts'],
  outputDir: resolve(import.meta.dirname, '../test-results'),
  workers: 1,
  fullyParallel: false,
  // A test that passes the second time hides a fault.
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  tsconfig: resolve(import.meta.dirname, 'tsconfig.json'),
});
