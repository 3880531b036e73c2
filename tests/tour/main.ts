import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { playMainJob } from './mainJob';
import { createRecorder } from './record';

/** `node out/tour/main.mjs DIR`: plays the main job in real windows; exit status 0 only when all of it holds. */
const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: main.mjs DIR');
  process.exit(2);
}
const work = mkdtempSync(path.join(tmpdir(), 'longjiang-tour-'));
const recorder = createRecorder(path.resolve(folder));
try {
  const result = await playMainJob(work, recorder);
  const holds = recorder.finish(result);
  console.log(
    `cases=${result.cases} events=${result.events} lost=${result.lost} converged=${result.converged ? 'yes' : 'no'}`,
  );
  process.exitCode = holds ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
