import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server that was started for this run. */
    databaseUrl: string;
  }
}

/** One server for all test files that run on PostgreSQL; each makes databases of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({ durable: false });
  project.provide('databaseUrl', server.urlOf('postgres'));
  return server.stop;
}
