import { execFileSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { projectRoot } from './projectRoot';

/** Runs one of the platform operator's commands on a platform's data folder; answers what it prints, throws where it fails. */
export const operate = (
  dataFolder: string,
  tool: 'account' | 'backup' | 'device',
  ...args: string[]
): string =>
  execFileSync(process.execPath, [path.join(projectRoot, `out/tools/${tool}.mjs`), ...args], {
    env: { ...process.env, LONGJIANG_PLATFORM_DATA: dataFolder },
    encoding: 'utf8',
  });
