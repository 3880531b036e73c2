import process from 'node:process';
import { settleKept } from './cases/settleKept';
import { describeFailure } from './errors';
import { readSettings } from './environment';
import { buildPlatform } from './openPlatform';

/** How long an event waits for its device to offer it again before the platform settles it by itself, in milliseconds. */
const patience = 24 * 60 * 60_000;

/**
 * Starts the platform. When it listens it prints one line of JSON, `{"listening": "http://…"}`, on standard output; its
 * log goes to standard error. SIGTERM and SIGINT let running calls finish, then end it.
 */
async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const { databaseUrl, ...options } = settings;
  const { app, platform } = await buildPlatform({
    ...options,
    ...(databaseUrl === undefined ? {} : { database: { kind: 'server', url: databaseUrl } }),
    logger: { level: 'info', stream: process.stderr, base: null },
  });
  const tending = setInterval(() => {
    settleKept(platform, new Date(Date.now() - patience)).catch((error: unknown) =>
      app.log.error({ failure: describeFailure(error) }, 'events that wait could not be settled'),
    );
  }, 60 * 60_000);
  const stop = (signal: NodeJS.Signals) => {
    clearInterval(tending);
    app.log.info({ signal }, 'stopping');
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        app.log.error({ failure: describeFailure(error) }, 'did not stop in order');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const listening = await app.listen({ port: settings.port, host: settings.host });
  process.stdout.write(`${JSON.stringify({ listening })}\n`);
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
