import { basename } from 'node:path';
import type { Handlers } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { Backups } from '../capabilities/backup/backups';
import { chooseBackupFile } from '../capabilities/backup/chooseBackupFile';
import { rescue } from '../capabilities/backup/rescue';
import { chooseFolder } from '../capabilities/exchange/chooseFolder';
import { saveExport } from '../capabilities/exchange/saveExport';
import type { Ferry } from '../capabilities/ferry/ferry';
import { chooseJsonFile } from '../capabilities/office/chooseFile';
import { importCalendar, noteRecomputed, readCalendarLog } from '../capabilities/office/importedCalendars';
import { findOfficeFile } from '../capabilities/office/officeFile';
import type { OfficeCalendars } from '../capabilities/office/officeCalendars';
import type { OfficeCatalogue } from '../capabilities/office/officeCatalogue';
import { readSettings, saveSettings } from '../capabilities/office/settingsFile';
import { layOutDocument } from '../capabilities/print/layOutDocument';
import { printDocument } from '../capabilities/print/printDocument';
import { changePassword } from '../capabilities/session/changePassword';
import {
  confirmRecoveryKey,
  makeRecoveryKey,
  readKeys,
  replaceKeys,
} from '../capabilities/session/deviceKeys';
import { giveDelegation, readDelegations, revokeDelegation } from '../capabilities/session/delegations';
import type { SessionKeeper } from '../capabilities/session/sessionKeeper';
import type { Transport } from '../capabilities/transport/transport';
import { enrolDevice } from '../capabilities/vault/enrol';
import { createRecoveryKeys } from '../capabilities/vault/recoveryKey';
import { setAside } from '../capabilities/vault/setAside';
import type { Vault } from '../capabilities/vault/vault';
import type { Paths } from '../paths';
import { fileHandlers } from './fileHandlers';

type Given = {
  version: string;
  paths: Paths;
  vault: Vault;
  transport: Transport;
  sessions: SessionKeeper;
  calendars: OfficeCalendars;
  catalogue: OfficeCatalogue;
  backups: Backups;
  ferry: Ferry;
  /** Gives the page a new port for its store worker; one that it had is closed. */
  connectWorker: () => void;
  /** Writes a line about a file of the installation to the console. */
  report: (message: string) => void;
  /** Begins the page anew, in another process. */
  freshPage: () => Promise<void>;
};

/** Entries of the ledger that one call checks: about a fifth of a second. */
const checkedAtOnce = 1000;

/** What the page's calls do: each line hands over to a capability. */
export function pageHandlers(given: Given): Handlers<PageChannels> {
  const { version, paths, vault, transport, sessions, backups, ferry, connectWorker, report, freshPage } =
    given;
  const { place: calendarPlace, years: calendars } = given.calendars;
  /** Who locked the screen; the page that comes after it asks. */
  let lockedBy: string | undefined;
  /** Somebody else is expected at the sign-in page. */
  let switching = false;
  /** Whether the last sign-in has shown that this device cannot go on. */
  let cannotGoOn = false;
  /** The file that a person has chosen to restore from; the page knows its name only. */
  let backupPath: string | undefined;
  const recoveryKeys = createRecoveryKeys({ vault });
  const deviceKeys = { vault, recoveryKeys };
  const office = () => findOfficeFile(paths.officeFiles, report);
  return {
    'app.start': async () => {
      const [device, file, wraps, settings] = await Promise.all([
        vault.findDevice(),
        office(),
        vault.accounts(),
        readSettings(paths.settings),
      ]);
      const accounts = wraps.map(({ loginName, name }) => ({ loginName, name }));
      return {
        version,
        accounts,
        settings,
        ...(device && { device }),
        ...(file && { office: file }),
        ...(lockedBy !== undefined && { lockedBy }),
        ...(switching && { switching }),
      };
    },
    'settings.save': async (settings) => {
      await saveSettings(paths.settings, settings);
      return { kind: 'saved' };
    },
    'device.enrol': (input) =>
      enrolDevice(
        { userData: paths.userData, vault, transport, recoveryKeys, backupPath, now: () => new Date() },
        input,
      ),
    'recovery.read': () => readKeys(sessions.current(), vault),
    'recovery.make': ({ existing }) => makeRecoveryKey(sessions.current(), deviceKeys, existing),
    'recovery.confirm': () =>
      confirmRecoveryKey(sessions.isOpen() ? sessions.current() : undefined, deviceKeys),
    'recovery.discard': () => {
      recoveryKeys.discard();
      return { kind: 'discarded' };
    },
    'recovery.rescue': async (input) => {
      if (sessions.isOpen()) throw new Error('whoever is signed in writes a backup without the recovery key');
      const rescued = await rescue({ userData: paths.userData, version, vault, chooseFolder }, input);
      // What it holds is safe elsewhere: this PC can be enrolled anew with it.
      cannotGoOn ||= rescued.kind === 'written';
      return rescued;
    },
    'keys.replace': async () => {
      const replaced = await replaceKeys(sessions.current(), deviceKeys);
      if (replaced.kind !== 'replaced') return replaced;
      // Whatever is open still seals with the old key.
      recoveryKeys.discard();
      await sessions.signOut();
      await freshPage();
      return replaced;
    },
    'backup.choose': async () => {
      const chosen = await chooseBackupFile();
      backupPath = chosen ?? backupPath;
      return chosen === undefined ? { kind: 'cancelled' } : { kind: 'chosen', name: basename(chosen) };
    },
    'backup.read': () => {
      sessions.current();
      return backups.read();
    },
    'backup.setUp': (input) => backups.setUp(sessions.current(), input),
    'backup.write': () => backups.write(sessions.current()),
    'device.setAside': async () => {
      if (!cannotGoOn || sessions.isOpen()) throw new Error('this device can go on as it is');
      const folder = await setAside(paths.userData, new Date());
      cannotGoOn = false;
      return { kind: 'setAside', ...(folder !== undefined && { folder }) };
    },
    'session.signIn': async (input) => {
      const answer = await sessions.signIn(input);
      if (answer.kind === 'signedIn') {
        lockedBy = undefined;
        switching = false;
        // While there is a network: afterwards bundles can be made without one.
        if (answer.mode === 'online') void ferry.meet(sessions.current());
      }
      cannotGoOn = answer.kind === 'deviceRevoked' || answer.kind === 'ledgerDamaged';
      return answer;
    },
    'session.signOut': async ({ lock, another = false }) => {
      const wasOpen = sessions.isOpen();
      switching = another && wasOpen;
      lockedBy = lock && wasOpen ? sessions.current().session.account.loginName : undefined;
      recoveryKeys.discard();
      await sessions.signOut();
      // The page that asked is gone then, and with it what it had in its memory.
      if (wasOpen) await freshPage();
      return { kind: 'signedOut' };
    },
    'password.change': (input) => changePassword(sessions.current(), vault, input, () => new Date()),
    'worker.connect': () => {
      connectWorker();
      return { kind: 'connected' };
    },
    'storage.read': () => sessions.current().ledger.storage(),
    'ledger.check': async ({ journal, after }) => {
      const { ledger, audit } = sessions.current();
      const checked = await (journal === 'ledger' ? ledger : audit).check(after, checkedAtOnce);
      if (checked.kind === 'damaged' || checked.next >= checked.last)
        await audit.note({ what: 'checkedLedger', journal, holds: checked.kind === 'holds' });
      return checked;
    },
    'audit.note': async ({ mask, place }) => {
      const noted = await sessions.current().audit.note({ what: 'revealed', mask, place });
      return { kind: noted ? 'noted' : 'notNoted' };
    },
    'audit.read': ({ limit }) => sessions.current().audit.latest(limit),
    'catalogue.read': () => given.catalogue.read(),
    'calendar.read': () => calendars(),
    'calendar.import': async () => {
      const { session, audit } = sessions.current();
      const { name } = session.account;
      const text = await chooseJsonFile();
      if (text === undefined) return { kind: 'cancelled' };
      const result = await importCalendar(await calendarPlace(), text, { name, now: new Date() });
      if (result.kind !== 'imported') return result;
      await audit.note({ what: 'calendarImported', year: result.entry.year });
      return { ...result, years: await calendars() };
    },
    'calendar.recomputed': async ({ importedAt, moved }) => {
      sessions.current();
      await noteRecomputed(await calendarPlace(), importedAt, moved);
      return { kind: 'noted' };
    },
    'calendar.log': async () => readCalendarLog(await calendarPlace()),
    // Documents exist only for somebody who is signed in; `current` throws when nobody is.
    'document.preview': async (model) => {
      sessions.current();
      return { html: await layOutDocument(paths.documents, model) };
    },
    'document.print': async (model) => {
      const { audit } = sessions.current();
      const html = await layOutDocument(paths.documents, model);
      const printed = await printDocument(model, html, (await office())?.printOutput ?? { kind: 'printer' });
      if (printed.kind === 'printed' || printed.kind === 'savedAsPdf')
        await audit.note({ what: 'printed', document: model.kind, caseNumber: model.caseNumber });
      return printed;
    },
    ...fileHandlers(() => sessions.current().files),
    'delegations.read': () => readDelegations(sessions.current()),
    'delegations.give': (request) => giveDelegation(sessions.current(), request),
    'delegations.revoke': (request) => revokeDelegation(sessions.current(), request),
    'ferry.read': () => ferry.read(sessions.current()),
    'ferry.chooseFolder': () => {
      sessions.current();
      return ferry.chooseFolder();
    },
    'ferry.chooseReceipts': () => {
      sessions.current();
      return ferry.chooseReceipts();
    },
    'ferry.carry': () => ferry.carry(sessions.current()),
    'exchange.save': async ({ exported, format }) => {
      const { audit } = sessions.current();
      const saved = await saveExport(exported, format, chooseFolder);
      if (saved.kind === 'saved') {
        const { caseId, disclosure } = exported.manifest;
        await audit.note({ what: 'exported', caseId, format, full: disclosure.kind === 'full' });
      }
      return saved;
    },
  };
}
