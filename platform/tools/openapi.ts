import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { readSettings } from '../environment';
import { buildPlatform } from '../openPlatform';
import { UsageError, type AsyncTool } from './usage';

const usage =
  'npm run --silent openapi > openapi.json   接口说明 · the description of every call, made from its schemas';

/** Prints the OpenAPI description of the protocol; no platform has to run. */
export const openApiTool: AsyncTool = async (args, print) => {
  if (args.length > 0) throw new UsageError(usage);
  const folder = await mkdtemp(join(tmpdir(), 'longjiang-openapi-'));
  const { catalogueFolder } = readSettings(process.env);
  const database = { kind: 'memory' as const };
  const { app } = await buildPlatform({ dataFolder: folder, database, catalogueFolder });
  try {
    await app.ready();
    print(JSON.stringify(app.swagger(), null, 2));
    return 0;
  } finally {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  }
};
