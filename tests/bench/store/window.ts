import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, BrowserWindow, MessageChannelMain, net, protocol, session } from 'electron';
import { serveWorker } from '../../../electron/bridge/workerPort';
import { workerHandlers } from '../../../electron/bridge/workerHandlers';
import { openAudit } from '../../../electron/capabilities/audit/audit';
import { openRestoredChains } from '../../../electron/capabilities/backup/restoredChains';
import { createFerry } from '../../../electron/capabilities/ferry/ferry';
import { openLedger } from '../../../electron/capabilities/ledger/ledger';
import { openFiles } from '../../../electron/capabilities/materials/openFiles';
import { createVault } from '../../../electron/capabilities/vault/vault';
import type { OpenSession } from '../../../electron/capabilities/session/openSession';
import { createTransport } from '../../../electron/capabilities/transport/transport';
import {
  newSigningSeed,
  publicKeyText,
  signingKeyOf,
  verifyingKeyOf,
} from '../../../electron/sealing/signingKey';
import { session as benchSession } from '../../../renderer/store/testing/memoryPort';

// Electron's side of `bench -- store`: a hidden window of the engine that is shipped, with a profile of its own, and the real
// ledger behind the store. Prints a line a phase and writes all results to the file of --out.

const argument = (name: string, otherwise: string) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const cases = Number(argument('cases', '100000'));
const out = argument('out', 'store-bench.json');
const pages = path.resolve('out/bench-page');
const phases = argument('phases', 'raw,intake,queries,history,rxdb,pouchdb').split(',');

/** Where phases that sync get their records from. */
const server = argument('server', '');

const scheme = 'bench';
const folder = mkdtempSync(path.join(tmpdir(), 'longjiang-store-bench-'));
app.setPath('userData', path.join(folder, 'profile'));
// The window of one phase closes before that of the next opens.
app.on('window-all-closed', () => undefined);
protocol.registerSchemesAsPrivileged([
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

async function sizeOf(place: string): Promise<number> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A signed-in session whose platform cannot be reached; each phase has a ledger and, by its device, a store of its own. */
async function openSession(deviceId: string): Promise<OpenSession> {
  const signingKey = signingKeyOf(newSigningSeed());
  const verifying = verifyingKeyOf(publicKeyText(signingKey));
  // The same key for all phases: one fills the store that another opens.
  const opened = await openLedger(path.join(folder, deviceId), {
    dataKey,
    verifyingKeyOf: () => verifying,
  });
  if (opened.kind !== 'open') throw new Error('damaged ledger');
  const transport = createTransport(
    server === ''
      ? () => Promise.reject(new Error('no network in the bench'))
      : (url, init) => net.fetch(url, init),
  );
  const { account, credentialId, device } = benchSession;
  const platform = transport.signedIn(
    server === '' ? 'http://127.0.0.1:1' : server,
    { credentialId, signingKey },
    server === '' ? undefined : { accessToken: 'bench', expiresInSeconds: 3600 },
  );
  const keys = { dataKey, verifyingKeyOf: () => verifying };
  const signer = { deviceId, credentialId, signingKey };
  const audit = await openAudit(path.join(folder, `${deviceId}-audit`), { keys, signer, account, platform });
  return {
    session: { account, credentialId, device: { ...device, deviceId } },
    dataKey,
    signingKey,
    ledger: opened.ledger,
    audit,
    files: await openFiles(path.join(folder, `${deviceId}-files`), dataKey, platform),
    platform,
    restored: openRestoredChains(path.join(folder, `${deviceId}-restored`), keys),
  };
}
const dataKey = randomBytes(32);
const devices = {
  records: '40000000-0000-4000-8000-00000000000a',
  history: '40000000-0000-4000-8000-00000000000b',
  syncOurs: '40000000-0000-4000-8000-00000000000c',
  syncPull: '40000000-0000-4000-8000-00000000000d',
};

const deviceOf = (phase: string): string | undefined => (devices as Readonly<Record<string, string>>)[phase];

const nothing = () => Promise.resolve();

async function givePorts(window: BrowserWindow, deviceId: string): Promise<() => Promise<void>> {
  const opened = await openSession(deviceId);
  const main = new MessageChannelMain();
  const plain = new MessageChannelMain();
  const line = serveWorker(
    main.port1,
    workerHandlers(opened, {
      ferry: createFerry({
        userData: folder,
        vault: createVault(folder),
        handOuts: { calendars: nothing, catalogue: nothing },
        chooseFolder: () => Promise.resolve(undefined),
        chooseFiles: () => Promise.resolve([]),
      }),
      onBarred: nothing,
      discardStore: nothing,
      noteRecomputed: nothing,
      news: () => undefined,
    }),
  );
  const file = await open(path.join(folder, `${deviceId}-plain`), 'a');
  plain.port1.on('message', ({ data }) => {
    const bytes = Buffer.alloc(Number(data), 1);
    void file
      .appendFile(bytes)
      .then(() => file.datasync())
      .then(() => plain.port1.postMessage('done'));
  });
  plain.port1.start();
  window.webContents.postMessage('bench-ports', null, [main.port2, plain.port2]);
  return async () => {
    line.end();
    plain.port1.close();
    await opened.ledger.close();
    await file.close();
  };
}

async function openPage(place: string): Promise<BrowserWindow> {
  const partition = session.fromPartition(`persist:${place}`);
  if (!partition.protocol.isProtocolHandled(scheme))
    partition.protocol.handle(scheme, async (request) => {
      const file = await net.fetch(pathToFileURL(path.join(pages, new URL(request.url).pathname)).href);
      // Isolated from other origins, a page may read the clock to five microseconds instead of a hundred.
      const headers = new Headers(file.headers);
      headers.set('cross-origin-opener-policy', 'same-origin');
      headers.set('cross-origin-embedder-policy', 'require-corp');
      return new Response(file.body, { headers });
    });
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: partition,
      preload: path.resolve('tests/bench/store/preload.cjs'),
      backgroundThrottling: false,
    },
  });
  await window.loadURL(`${scheme}://page/index.html`);
  return window;
}

async function run(): Promise<void> {
  await app.whenReady();
  const results: Record<string, unknown> = { cases };
  for (const phase of phases) {
    // What one phase fills another opens; otherwise each has storage of its own, so that its size is its own.
    const place = phase === 'intake' || phase === 'queries' ? 'records' : phase;
    const window = await openPage(place);
    const device = phase === 'intake' || phase === 'queries' ? devices.records : deviceOf(phase);
    const takePorts = device === undefined ? undefined : await givePorts(window, device);
    const began = Date.now();
    const asked = JSON.stringify({ phase, cases, server });
    const result: unknown = await window.webContents.executeJavaScript(`runPhase(${asked})`);
    await takePorts?.();
    window.destroy();
    const bytes = await sizeOf(path.join(folder, 'profile', 'Partitions', place, 'IndexedDB'));
    results[phase] = { ...(result as object), bytes };
    console.error(`${phase}: ${Math.round((Date.now() - began) / 1000)} s`, JSON.stringify(results[phase]));
  }
  writeFileSync(out, JSON.stringify(results, null, 2));
}

void run()
  .then(() => 0)
  .catch((error: unknown) => {
    console.error(error);
    return 1;
  })
  .then(async (status) => {
    app.quit();
    await once(app, 'quit').catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    process.exit(status);
  });
