import { mkdirSync } from 'node:fs';
import { app, powerMonitor, safeStorage, session, type BrowserWindow } from 'electron';
import { pageHandlers } from './bridge/pageHandlers';
import { servePage } from './bridge/servePage';
import { createWorkerConnection } from './bridge/workerConnection';
import { createBackups } from './capabilities/backup/backups';
import { chooseFolder } from './capabilities/exchange/chooseFolder';
import { noteRecomputed } from './capabilities/office/importedCalendars';
import { createHandOuts } from './capabilities/office/handOuts';
import { officeCalendars } from './capabilities/office/officeCalendars';
import { officeCatalogue } from './capabilities/office/officeCatalogue';
import { chooseBundles } from './capabilities/ferry/chooseBundles';
import { createFerry } from './capabilities/ferry/ferry';
import { findOfficeFile } from './capabilities/office/officeFile';
import { createSystemLock } from './capabilities/session/systemLock';
import { createSessionKeeper } from './capabilities/session/sessionKeeper';
import { followPlatform } from './capabilities/stream/followPlatform';
import { createTransport } from './capabilities/transport/transport';
import { systemKeyring } from './capabilities/vault/systemKeyring';
import { createVault } from './capabilities/vault/vault';
import { choosePaths, type Paths } from './paths';
import { declareAppScheme, serveApp } from './security/appProtocol';
import { hardenContents } from './security/contents';
import { appUrl, createOrigins } from './security/origins';
import { isFromOurPage } from './security/sender';
import { blockNetwork, denyPermissions, leadNowhere } from './security/session';
import { setApplicationMenu } from './windows/applicationMenu';
import { createPageKeeper, type PageKeeper } from './windows/pageKeeper';
import { openMainWindow } from './windows/mainWindow';

const paths = choosePaths(app, process.env);
const origins = createOrigins(paths.development ? process.env['ELECTRON_RENDERER_URL'] : undefined);
/** Where the office says nothing else. */
const defaultOfflineDays = 30;
/** Pause between two looks at whether a backup is due, in milliseconds. */
const backupCheck = 5 * 60_000;
let window: BrowserWindow | undefined;
let page: PageKeeper | undefined;

mkdirSync(paths.userData, { recursive: true, mode: 0o700 });
// Before any storage is touched: two processes on one ledger or one database would destroy each other's work.
if (app.requestSingleInstanceLock()) {
  // Every window asks for the sandbox itself; this also holds for one that forgets to. Chromium has none for root, who
  // starts with --no-sandbox in containers.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // So that pages can give memory back when they have done much; they run no code but ours.
  app.commandLine.appendSwitch('js-flags', '--expose-gc');
  declareAppScheme();
  hardenContents(app, origins.isOurs);
  app.on('second-instance', showWindow);
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(() => start(paths));
} else {
  app.quit();
}

function showWindow(): void {
  if (window?.isMinimized()) window.restore();
  window?.show();
  window?.focus();
}

function start({ userData, preload, renderer, development }: Paths): void {
  denyPermissions(session.defaultSession);
  blockNetwork(session.defaultSession, origins.isOurs);
  if (origins.start === appUrl) void leadNowhere(session.defaultSession);
  serveApp(session.defaultSession, renderer);
  setApplicationMenu(development);

  // In memory and apart from the pages: cookies and cached answers of the network never meet them.
  const network = session.fromPartition('network', { cache: false });
  denyPermissions(network);
  const report = (message: string) => console.warn(message);
  const vault = createVault(userData, systemKeyring(safeStorage, process.platform));
  const transport = createTransport((url, init) => network.fetch(url, init));
  const calendars = officeCalendars(paths, vault, report);
  const catalogue = officeCatalogue(paths);
  const handOuts = createHandOuts(calendars, catalogue);
  const ferry = createFerry({ userData, vault, handOuts, chooseFolder, chooseFiles: chooseBundles });
  const worker = createWorkerConnection(ferry);
  const offlineDays = async () =>
    (await findOfficeFile(paths.officeFiles, report))?.offlineDays ?? defaultOfflineDays;
  const sessions = createSessionKeeper({ userData, vault, transport, onSignOut: worker.end, offlineDays });

  const freshPage = async () => page?.beginAnew();
  const backups = createBackups({ userData, version: app.getVersion(), vault, chooseFolder });
  setInterval(() => {
    if (sessions.isOpen()) void backups.writeIfDue(sessions.current()).catch(() => undefined);
  }, backupCheck);

  const connectWorker = () => {
    const open = sessions.current();
    if (!window) throw new Error('a page that calls has a window');
    worker.connect(window.webContents, open, {
      onBarred: async (why) => {
        if (why === 'accountDisabled') return vault.removeAccount(open.session.account.loginName);
        await vault.removeAllAccounts();
        await sessions.signOut();
        await freshPage();
      },
      noteRecomputed: async (importedAt, moved) => noteRecomputed(await calendars.place(), importedAt, moved),
      follow: (news) => followPlatform({ open, vault, handOuts, news }),
    });
  };
  const version = app.getVersion();
  servePage(
    pageHandlers({
      version,
      paths,
      vault,
      transport,
      sessions,
      backups,
      calendars,
      catalogue,
      ferry,
      connectWorker,
      report,
      freshPage,
    }),
    (event) => isFromOurPage(event, window?.webContents, origins.isOurs),
  );
  powerMonitor.on('resume', worker.news);
  const lock = createSystemLock(sessions, () => window?.webContents);
  powerMonitor.on('suspend', lock);
  powerMonitor.on('lock-screen', lock);
  endSessionBeforeQuit(() => sessions.signOut());

  const opened = openMainWindow({ userData, preload, devTools: development });
  window = opened;
  opened.on('closed', () => {
    window = undefined;
  });
  const keeper = createPageKeeper(opened, origins);
  page = keeper;
  // A page that crashed comes back at the sign-in screen, as after a restart: what was saved is in the ledger.
  opened.webContents.on('render-process-gone', () => {
    void sessions.signOut().then(keeper.show);
  });
  void keeper.show();
}

/** Lets appends under way reach the disk and keys leave memory before the process ends. */
function endSessionBeforeQuit(signOut: () => Promise<void>): void {
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    void signOut().finally(() => {
      ended = true;
      // Not in the same turn: Electron still holds itself to be quitting then, and would not quit again.
      setImmediate(() => app.quit());
    });
  });
}
