import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import canonicalize from 'canonicalize';
import { protocolVersion } from '@shared/protocol/version';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { FerryCarried, FerryTaken } from '@shared/bridge/ferry';
import type { Session } from '@shared/bridge/session';
import { serveWorker, type ServedPort } from '../../electron/bridge/workerPort';
import { workerHandlers } from '../../electron/bridge/workerHandlers';
import { openAudit } from '../../electron/capabilities/audit/audit';
import { createFerry, type Ferry } from '../../electron/capabilities/ferry/ferry';
import type { LedgerKeys } from '../../electron/capabilities/ledger/entry';
import { openRestoredChains } from '../../electron/capabilities/backup/restoredChains';
import { openLedger } from '../../electron/capabilities/ledger/ledger';
import type { SealingKey } from '../../electron/sealing/keyRing';
import { openFiles } from '../../electron/capabilities/materials/openFiles';
import type { OpenSession } from '../../electron/capabilities/session/openSession';
import type { Fetch } from '../../electron/capabilities/transport/platformCall';
import { createTransport } from '../../electron/capabilities/transport/transport';
import {
  newSigningSeed,
  publicKeyText,
  signingKeyOf,
  verifyingKeyOf,
} from '../../electron/sealing/signingKey';
import { readImportedCalendars } from '../../electron/capabilities/office/importedCalendars';
import { createHandOuts } from '../../electron/capabilities/office/handOuts';
import type { OfficeCalendars } from '../../electron/capabilities/office/officeCalendars';
import { officeCatalogue, type OfficeCatalogue } from '../../electron/capabilities/office/officeCatalogue';
import { createVault } from '../../electron/capabilities/vault/vault';
import type { Server } from '../../platform/routes/server';
import { createStoreApi, type StoreOptions } from '../../renderer/store/createStoreApi';
import type { Opened, StoreApi, SyncStatus } from '../../renderer/store/storeApi';
import { fetchOver, newLine, type Line } from './network';

/** Electron's end of a message channel, over Node's. */
function servedPort(port: MessagePort): ServedPort {
  return {
    on: (event: 'message' | 'close', listener: (message: { data: unknown }) => void) => {
      if (event === 'message') port.addEventListener('message', (message) => listener(message));
    },
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  };
}

/** A folder that a backup was put in place in, and what opens it. */
export type RestoredFolder = {
  folder: string;
  dataKey: SealingKey;
  credentials: Readonly<Record<string, string>>;
};
export type OfficeOptions = {
  fetch?: Fetch;
  store?: StoreOptions;
  restored?: RestoredFolder;
  channel?: () => { port1: MessagePort; port2: MessagePort };
  bundleLimit?: number;
  /** Whose signatures under calendars this PC trusts. */
  calendarKeys?: readonly string[];
};

const calendarsOf = (folder: string, keys: readonly string[] = []): OfficeCalendars => {
  const place = () => Promise.resolve({ folder: join(folder, 'calendar'), keys, divisionCode: undefined });
  return { place, years: async () => readImportedCalendars(await place(), () => undefined) };
};

/** What the platform handed out alone: the store is given its items apart. */
const catalogueOf = (folder: string): OfficeCatalogue =>
  officeCatalogue({
    catalogue: join(folder, 'no-catalogue'),
    catalogueLastGood: join(folder, 'no-catalogue'),
    servedCatalogue: join(folder, 'catalogue-served.json'),
  });

/** One office's PC: real ledger, materials, transport, worker bridge, store and sync; only the windows are missing. */
export class Office {
  indexedDB = new IDBFactory();
  store!: StoreApi;
  opened!: Opened;
  readonly line: Line;
  readonly ferry: Ferry;
  readonly catalogue: OfficeCatalogue;
  readonly calendars: OfficeCalendars;
  /** What the file dialogs of this PC answer with. */
  chosen: { folder?: string; files: string[] } = { files: [] };
  #end: () => void = () => undefined;

  private constructor(
    public open: OpenSession,
    readonly keys: LedgerKeys,
    readonly folder: string,
    readonly now: () => Date,
    readonly items: ServiceItem[],
    line: Line,
    readonly more: OfficeOptions,
  ) {
    this.line = line;
    this.catalogue = catalogueOf(folder);
    this.calendars = calendarsOf(folder, more.calendarKeys);
    this.ferry = createFerry({
      userData: folder,
      vault: createVault(folder),
      handOuts: createHandOuts(this.calendars, this.catalogue),
      chooseFolder: () => Promise.resolve(this.chosen.folder),
      chooseFiles: () => Promise.resolve(this.chosen.files),
      now,
      ...(more.bundleLimit === undefined ? {} : { limit: more.bundleLimit }),
    });
  }

  /** Enrols a device, signs an account in and opens the store. `server` is asked anew, as a platform may be replaced. */
  static async start(
    server: () => Server,
    who: { code: string; loginName: string },
    now: () => Date = () => new Date(),
    items: ServiceItem[] = [sampleItem],
    more: OfficeOptions = {},
  ): Promise<Office> {
    const { restored } = more;
    const folder = restored?.folder ?? (await mkdtemp(join(tmpdir(), 'longjiang-office-')));
    const line = newLine();
    const platformUrl = 'http://platform.example';
    const transport = createTransport(more.fetch ?? fetchOver(line, server));
    const admissionSecret = randomBytes(32).toString('base64');
    const enrolled = await transport.call(platformUrl, 'enrol', {
      protocolVersion,
      code: who.code,
      deviceName: who.loginName,
      admissionSecret,
    });
    if (enrolled.kind !== 'answer') throw new Error(`enrolment: ${enrolled.kind}`);
    const device: Session['device'] = { ...enrolled.answer, deviceName: who.loginName, platformUrl };
    const signingKey = signingKeyOf(newSigningSeed());
    const publicKey = publicKeyText(signingKey);
    const signedIn = await transport.call(platformUrl, 'signIn', {
      deviceId: device.deviceId,
      loginName: who.loginName,
      password: 'Longjiang-2026',
      publicKey,
    });
    if (signedIn.kind !== 'answer') throw new Error(`sign-in: ${signedIn.kind}`);
    const { account, credentialId, token } = signedIn.answer;
    const dataKey = restored?.dataKey ?? randomBytes(32);
    const known = new Map(
      Object.entries({ ...restored?.credentials, [credentialId]: publicKey }).map(([id, text]) => [
        id,
        verifyingKeyOf(text),
      ]),
    );
    const keys = { dataKey, verifyingKeyOf: (id: string) => known.get(id) };
    const ledger = await openLedger(join(folder, 'ledger'), keys);
    if (ledger.kind !== 'open') throw new Error('damaged ledger');
    const platform = transport.signedIn(platformUrl, { credentialId, signingKey }, token);
    const signer = { deviceId: device.deviceId, credentialId, signingKey };
    const audit = await openAudit(join(folder, 'audit'), { keys, signer, account, platform });
    const open: OpenSession = {
      session: { account, credentialId, device },
      dataKey,
      signingKey,
      ledger: ledger.ledger,
      audit,
      files: await openFiles(folder, dataKey, platform, 5),
      platform,
      restored: openRestoredChains(folder, keys),
    };
    const office = new Office(open, keys, folder, now, items, line, more);
    await office.openStore();
    return office;
  }

  async openStore(): Promise<void> {
    const { port1, port2 } = this.more.channel?.() ?? new MessageChannel();
    const served = serveWorker(
      servedPort(port1),
      workerHandlers(this.open, {
        ferry: this.ferry,
        onBarred: async () => undefined,
        discardStore: async () => this.discardFiles(),
        noteRecomputed: async () => undefined,
        news: (news) => served.news(news),
      }),
    );
    this.#end = served.end;
    this.store = createStoreApi({
      engine: { indexedDB: this.indexedDB, IDBKeyRange },
      now: this.now,
      ...(this.more.store ?? { delays: { poll: 40, backOff: 40, longWait: 200 } }),
    });
    const opened = await this.store.open(port2, {
      items: this.items,
      calendar: [],
      thresholds: { dueSoonDays: 2, transferDays: 2 },
    });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    this.opened = opened;
  }

  /** What main does when the browser's own files are beyond reading. */
  discardFiles: () => void = () => {
    throw new Error('nothing was wrong with the files');
  };

  async closeStore(): Promise<void> {
    await this.store.close();
    this.#end();
  }

  /** What a wiped profile does: the database is gone, ledger and materials are not. */
  async loseDatabase(): Promise<void> {
    await this.closeStore();
    this.indexedDB = new IDBFactory();
    await this.openStore();
  }

  /** The process ends and starts again: ledger and store are opened anew from what is on the disk. */
  async restart(betweenTimes: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.closeStore();
    await this.open.ledger.close();
    await betweenTimes();
    const ledger = await openLedger(join(this.folder, 'ledger'), this.keys);
    if (ledger.kind !== 'open') throw new Error(`damaged ledger: ${JSON.stringify(ledger)}`);
    this.open = { ...this.open, ledger: ledger.ledger };
    await this.openStore();
  }

  /** The whole disk is copied to another PC, which goes on as the same device; its browser storage is not taken along. */
  async clone(more: OfficeOptions & { fetch: Fetch }): Promise<Office> {
    const folder = await mkdtemp(join(tmpdir(), 'longjiang-office-'));
    await cp(this.folder, folder, { recursive: true });
    await rm(join(folder, 'ledger', 'lock'), { force: true });
    const ledger = await openLedger(join(folder, 'ledger'), this.keys);
    if (ledger.kind !== 'open') throw new Error(`damaged ledger: ${JSON.stringify(ledger)}`);
    const { audit: _, ...session } = this.open;
    const audit: OpenSession['audit'] = { ...this.open.audit, close: () => Promise.resolve() };
    const { credentialId, device } = session.session;
    const { signingKey } = session;
    const platform = createTransport(more.fetch).signedIn(device.platformUrl, { credentialId, signingKey });
    const files = await openFiles(folder, session.dataKey, platform, 5);
    const open = { ...session, files, platform, audit, ledger: ledger.ledger };
    const clone = new Office(open, this.keys, folder, this.now, this.items, newLine(), more);
    await clone.openStore();
    return clone;
  }

  /** ① Writes what waits to a folder that stands for a stick. */
  async ferryOut(stick: string): Promise<string[]> {
    this.chosen = { folder: stick, files: [] };
    await this.ferry.chooseFolder();
    const written = await this.store.ferryOut();
    if (written.kind !== 'written') throw new Error(JSON.stringify(written));
    return written.bundles.map(({ folder, name }) => join(folder, name));
  }

  /** ② Carries bundles of others to the platform. */
  async carry(files: string[]): Promise<FerryCarried[]> {
    this.chosen = { files };
    const carried = await this.ferry.carry(this.open);
    if (carried.kind !== 'done') throw new Error(carried.kind);
    return carried.files;
  }

  /** ③ Takes receipts in. */
  async ferryIn(files: string[]): Promise<FerryTaken[]> {
    this.chosen = { files };
    await this.ferry.chooseReceipts();
    return this.store.ferryIn();
  }

  async end(): Promise<void> {
    await this.closeStore();
    await this.open.files.end();
    await this.open.audit.close();
    await this.open.ledger.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The bytes of a material as the platform gives them to this office; undefined where it does not. */
  async download(sha256: string): Promise<Buffer | undefined> {
    const { downloads } = this.open.files;
    await downloads.fetch(sha256);
    const reader = await downloads.open(sha256);
    return reader?.read(0, reader.size).finally(reader.close);
  }

  /** Waits until sync says something; throws with where it stands after a while. */
  async until(what: (status: SyncStatus) => boolean, patience = 10_000): Promise<SyncStatus> {
    for (const began = Date.now(); ; await pause(15)) {
      const status = await this.store.syncStatus();
      if (what(status)) return status;
      if (Date.now() - began > patience) throw new Error(`still ${JSON.stringify(status)}`);
    }
  }

  /** Waits until everything is sent and whatever the platform has now is here. */
  async agree(): Promise<void> {
    await this.until(({ kind, pending }) => kind === 'live' && pending === 0);
    const { lastConfirmedAt } = await this.store.syncStatus();
    const after = Date.now();
    await this.until(
      ({ kind, lastConfirmedAt: at }) =>
        kind === 'live' && at !== undefined && (at !== lastConfirmedAt || Date.now() - after > 300),
    );
  }

  /** State and facts of every case in one text, the same wherever the same events were folded. */
  async picture(): Promise<string> {
    const { rows } = await this.store.worklist({ queue: 'all', sort: 'received', offset: 0, limit: 1000 });
    const ids = rows.map(({ summary }) => summary.caseId).sort();
    const files = await Promise.all(ids.map((caseId) => this.store.readCase(caseId)));
    return pictureOf(files.map((file) => ({ state: file?.state, facts: file?.facts })));
  }
}

/** One text for cases; what is undefined does not count. */
export const pictureOf = (cases: readonly object[]): string =>
  canonicalize(JSON.parse(JSON.stringify(cases))) ?? '';

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
