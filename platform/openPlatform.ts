import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyServerOptions } from 'fastify';
import { accessTokens } from './accounts/accessTokens';
import { buildApp } from './app';
import { describeFailure } from './errors';
import { settleRequests } from './cases/accept';
import { createIntake } from './cases/intake';
import { openSigners } from './accounts/credentials';
import { createSnapshots } from './cases/snapshots';
import { openCalendar } from './catalogue/calendar';
import { openCatalogue } from './catalogue/versions';
import { seedDemoOffice } from './demo/demoOffice';
import { openFerryFolder } from './ferry/ferryFolder';
import { createMetrics } from './metrics';
import { openUploads } from './materials/openUploads';
import type { Scanner } from './materials/scanner';
import type { Platform } from './platform';
import type { Server } from './routes/server';
import { openHub } from './stream/hub';
import { oneAtATime, openDatabase, type Database, type DatabasePlace } from './storage/database';
import { openEpoch } from './storage/epoch';
import { openFerryKeys } from './storage/ferryKeys';
import { lockFolder } from './storage/folderLock';
import { openReceipts } from './storage/receiptKey';
import { openRegistrations } from './storage/registrations';
import { openTokenKey } from './storage/tokenKey';

export type PlatformOptions = {
  /** Folder of materials, epoch and token key, and of the embedded database. */
  dataFolder: string;
  /** Where the database is; by default embedded, in the data folder. */
  database?: DatabasePlace;
  /** Folder of the service items' definition files. */
  catalogueFolder: string;
  /** Folder of the working-day calendars; without it promised dates are provisional. */
  calendarFolder?: string | undefined;
  /** Put the demonstration office in. */
  demo?: boolean;
  logger?: FastifyServerOptions['logger'];
  /** Addresses of reverse proxies in front. */
  trustedProxies?: string | undefined;
  /** What a monitor has to say to read the counters; without it nobody reads them. */
  metricsToken?: string | undefined;
  /** Days after a restore from a backup in which events wait for those before them. */
  recoveryDays?: number | undefined;
  /** Days for which a password holds; without it, for ever. */
  passwordDays?: number | undefined;
  /** Seconds for which an access token holds. */
  tokenSeconds?: number | undefined;
  /** Looks at every file before it is given out; without one, files are given out unseen. */
  scanner?: Scanner | undefined;
  /** Days in which an upload has to be finished; by default 7. */
  uploadDays?: number | undefined;
  /** Pushes, and likewise pulls, that one device may send to this process in a minute; without it, as many as come. */
  requestsPerMinute?: number | undefined;
  now?: () => Date;
};

/** How many folded cases are kept in memory. */
const keptSnapshots = 2000;

/** Opens what the routes work with. Keys, epoch and service items are made by the first process and found by the others. */
async function openParts(
  db: Database,
  inTurn: Platform['inTurn'],
  options: PlatformOptions,
  onFailure: (error: unknown) => void,
): Promise<Platform> {
  const { dataFolder, now = () => new Date() } = options;
  if (options.demo === true) await seedDemoOffice(db, now());
  const epoch = await openEpoch(dataFolder, db, now(), options.recoveryDays);
  const catalogue = await openCatalogue(db, options.catalogueFolder);
  const platform: Platform = {
    db,
    inTurn,
    now,
    passwordDays: options.passwordDays ?? 0,
    requestsPerMinute: options.requestsPerMinute,
    epoch,
    catalogue,
    hub: openHub({ db, epoch, catalogue }),
    calendar: await openCalendar(options.calendarFolder),
    tokens: accessTokens(await openTokenKey(dataFolder), now, options.tokenSeconds),
    receipts: await openReceipts(dataFolder),
    ferry: await openFerryKeys(dataFolder),
    ferryFolder: await openFerryFolder(dataFolder),
    registrations: await openRegistrations(dataFolder, db),
    uploads: await openUploads(join(dataFolder, 'materials'), {
      db,
      now,
      scanner: options.scanner,
      expiresAfter: (options.uploadDays ?? 7) * 86_400_000,
      onFailure,
    }),
    signers: openSigners(db),
    snapshots: createSnapshots(keptSnapshots),
    metrics: createMetrics(),
    intake: createIntake((requests) => settleRequests(platform, requests)),
  };
  return platform;
}

/** Opens everything and builds the server; closing the server closes everything. */
export async function buildPlatform(options: PlatformOptions): Promise<{ app: Server; platform: Platform }> {
  const { dataFolder } = options;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const place = options.database ?? { kind: 'folder', folder: join(dataFolder, 'database') };
  const unlock = place.kind === 'folder' ? await lockFolder(dataFolder) : () => Promise.resolve();
  const db = await openDatabase(place).catch(async (error: unknown) => {
    await unlock();
    throw error;
  });
  const close = () => db.destroy().finally(unlock);
  let tellOf: (error: unknown) => void = () => undefined;
  try {
    const inTurn: Platform['inTurn'] = (lock, work) => oneAtATime(place, db, lock, work);
    const platform = await inTurn('opening', () => openParts(db, inTurn, options, (error) => tellOf(error)));
    const app = await buildApp(platform, options);
    tellOf = (error) => app.log.error({ failure: describeFailure(error) }, 'files could not be tended');
    for (const problem of platform.catalogue.problems)
      app.log.warn({ problem }, 'a service item is not in force');
    // Before the server waits for its connections: a stream does not end by itself.
    app.addHook('preClose', async () => platform.hub.close());
    app.addHook('onClose', async () => {
      await platform.uploads.close();
      await platform.epoch.close();
      await close();
    });
    return { app, platform };
  } catch (error) {
    await close();
    throw error;
  }
}
