import { z } from 'zod';
import { Catalogue } from '../catalogue/catalogue';
import { AuditEntry } from '../audit/auditEntry';
import { FileKind } from '../catalogue/serviceItem';
import { Locale, MaskKind } from '../catalogue/field';
import { CalendarYear } from '../calendar/calendarData';
import { CalendarImport } from '../calendar/signedCalendar';
import { Id, Instant, Sha256 } from '../casework/identifiers';
import { DocumentModel } from '../documents/model';
import { CaseExport, ExportFormat } from '../exchange/caseExport';
import { DelegationRequest, DelegationsAnswer, RevocationRequest } from '../protocol/delegation';
import { PasswordFault } from '../identity/passwordRules';
import { PasswordRequest, PasswordState } from '../protocol/password';
import { Problem } from '../protocol/problem';
import { BackupFault, BackupState, RecoveryPassphrase } from './backup';
import { ferryChannels } from './ferryChannels';
import { Checked, Damage, Storage } from './journal';
import { Device, Session, Unreachable } from './session';
import { OfficeFile } from './office';
import { FileProgress, FileTrouble } from './transfers';

const nothing = z.strictObject({});

/** 32 random bytes; people see them as 24 words. */
const RecoverySecret = z.instanceof(Uint8Array).refine((bytes) => bytes.length === 32, 'not 32 bytes');

/** Settings of this device that hold nothing personal. */
export const Settings = z.strictObject({
  locale: Locale.default('zh-CN'),
  largeType: z.boolean().default(false),
  /** Whether the network costs by the amount; `auto`: as the system says. */
  network: z.enum(['auto', 'metered', 'unmetered']).default('auto'),
});
export type Settings = z.infer<typeof Settings>;

/** What the platform answers about delegations, or why it could not be asked. */
const Delegated = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delegations'), delegations: DelegationsAnswer }),
  z.strictObject({ kind: z.literal('refused'), problem: Problem }),
  ...Unreachable.options,
]);

/** Largest small picture, in bytes. */
export const largestThumbnail = 64 * 1024;

/** Why a file is not taken in. */
const notTaken = [
  z.strictObject({ kind: z.literal('tooLarge'), size: z.number().int(), limit: z.number().int() }),
  z.strictObject({ kind: z.literal('otherKind') }),
  z.strictObject({ kind: z.literal('diskFull') }),
] as const;

/** Everything the page may ask of the main process. */
export const pageChannels = {
  /** What the first screen needs. `office` is the installer's file, `accounts` those who signed in here before. */
  'app.start': {
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      device: Device.optional(),
      office: OfficeFile.optional(),
      accounts: z.array(z.strictObject({ loginName: z.string(), name: z.string() })),
      settings: Settings,
      /** Login name of the person who locked this window, where it is locked. */
      lockedBy: z.string().optional(),
      /** Somebody has left the window for another person. */
      switching: z.boolean().optional(),
    }),
  },
  'settings.save': { input: Settings, output: z.strictObject({ kind: z.literal('saved') }) },
  'device.enrol': {
    input: z.strictObject({
      platformUrl: z.url({ protocol: /^https?$/ }),
      code: z.string().trim().min(4).max(40),
      deviceName: z.string().trim().min(1).max(60),
      /** The chosen backup is restored as well: this device takes the place of the one that it was written on. */
      restore: z.strictObject({ passphrase: z.string().min(1).max(200) }).optional(),
    }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('enrolled'),
        device: Device,
        /** 单位恢复密钥 of this device, shown once; it counts after `recovery.confirm`. */
        recoveryKey: RecoverySecret,
        restored: z
          .strictObject({ deviceName: z.string(), writtenAt: Instant, last: z.number().int().nonnegative() })
          .optional(),
      }),
      z.strictObject({ kind: z.enum(['codeUnknown', 'updateRequired']) }),
      /** Nothing was changed and no code was used. */
      z.strictObject({ kind: z.enum(['notABackup', 'wrongPassphrase', 'damagedBackup', 'diskFull']) }),
      ...Unreachable.options,
    ]),
  },
  /**
   * Moves the data of this device aside, so that the PC can be enrolled again: only after a sign-in has shown that the platform has
   * withdrawn the device, or that its ledger is damaged. Nothing is deleted.
   */
  'device.setAside': {
    input: nothing,
    output: z.strictObject({ kind: z.literal('setAside'), folder: z.string().optional() }),
  },
  /** Tries the platform first and, where it cannot be reached, the wrap that this account left on this device. */
  'session.signIn': {
    input: z.strictObject({
      loginName: z.string().trim().min(2).max(40),
      password: z.string().min(1).max(200),
      /** The office's recovery key, where the platform's admission secret opens nothing here. */
      recoveryKey: RecoverySecret.optional(),
    }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('signedIn'),
        session: Session,
        mode: z.enum(['online', 'offline']),
        /** Whole days for which this account can still sign in without a network. */
        offlineDaysLeft: z.number().int().nonnegative().optional(),
        /** How long the password holds, where the platform could say so. */
        password: PasswordState.optional(),
        /** What the system's keyring held is gone; it was made anew. */
        keyringRenewed: z.boolean().optional(),
      }),
      /** The platform has not vouched for this account for so many days; it must be asked once. */
      z.strictObject({ kind: z.literal('offlineTooLong'), days: z.number().int().positive() }),
      z.strictObject({ kind: z.literal('wrongPassword') }),
      z.strictObject({ kind: z.literal('accountDisabled') }),
      z.strictObject({ kind: z.literal('deviceRevoked') }),
      /** The platform cannot be reached and this account has never signed in on this device. */
      z.strictObject({ kind: z.literal('firstSignInNeedsNetwork'), because: Unreachable }),
      /** The system's keyring no longer gives back its part, so that no password opens this account here; the platform must be asked. */
      z.strictObject({ kind: z.literal('keyringLost'), because: Unreachable }),
      /** The platform lets the account in, and what it keeps for this device opens nothing here. */
      z.strictObject({ kind: z.literal('admissionLost'), hasRecoveryKey: z.boolean() }),
      z.strictObject({ kind: z.literal('wrongRecoveryKey') }),
      z.strictObject({ kind: z.literal('waitBeforeRetry'), seconds: z.number().int().positive() }),
      /** The ledger on this device is damaged at this place; nothing was changed. */
      Damage.extend({ kind: z.literal('ledgerDamaged') }),
    ]),
  },
  /** 修改密码: on the platform, then what this device keeps for a sign-in without a network. Needs the network. */
  'password.change': {
    input: PasswordRequest,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('changed'), state: PasswordState }),
      /** It holds on the platform; this device's disk is full, and without a network the old one still opens it. */
      z.strictObject({ kind: z.literal('changedOnPlatformOnly'), state: PasswordState }),
      z.strictObject({ kind: z.literal('weak'), fault: PasswordFault }),
      z.strictObject({ kind: z.enum(['wrongPassword', 'waitBeforeRetry']) }),
      ...Unreachable.options,
    ]),
  },
  /**
   * Signs out: keys leave memory. The page ends the store worker first; where somebody was signed in it is begun anew in
   * another process and gets no answer. `lock`: the same person is expected back; `another`: somebody else is.
   */
  'session.signOut': {
    input: z.strictObject({ lock: z.boolean().default(false), another: z.boolean().optional() }),
    output: z.strictObject({ kind: z.literal('signedOut') }),
  },
  /** Whether this device has a recovery key 单位恢复密钥, and whether the signed-in person may make one. */
  'recovery.read': {
    input: nothing,
    output: z.strictObject({ madeAt: Instant.optional(), mayMake: z.boolean(), keyNumber: z.number().int() }),
  },
  /** Makes a recovery key, or takes the one that the office has on paper already; it counts after `recovery.confirm`. */
  'recovery.make': {
    input: z.strictObject({ existing: RecoverySecret.optional() }),
    output: z.strictObject({ kind: z.literal('made'), recoveryKey: RecoverySecret }),
  },
  /** Somebody has it on paper: the key that was made last counts, in the place of any before it. */
  'recovery.confirm': {
    input: nothing,
    output: z.strictObject({ kind: z.enum(['kept', 'diskFull', 'nothingMade']) }),
  },
  /** Nobody has it; it is forgotten. */
  'recovery.discard': { input: nothing, output: z.strictObject({ kind: z.literal('discarded') }) },
  /**
   * Writes a backup by the recovery key, with nobody signed in: for a device that no password opens any more. The typed words are the
   * backup's passphrase. Asks for the folder.
   */
  'recovery.rescue': {
    input: z.strictObject({ recoveryKey: RecoverySecret, passphrase: RecoveryPassphrase }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('written'), path: z.string(), entries: z.number().int() }),
      z.strictObject({ kind: z.enum(['cancelled', 'wrongRecoveryKey', 'noRecoveryKey']) }),
      z.strictObject({ kind: z.literal('failed'), fault: BackupFault }),
      Damage.extend({ kind: z.literal('ledgerDamaged') }),
    ]),
  },
  /** 更换数据密钥: from now on this device seals with another data key. Ends the session; the page begins anew. */
  'keys.replace': {
    input: nothing,
    output: z.strictObject({ kind: z.enum(['replaced', 'diskFull', 'signInOnlineFirst']) }),
  },
  /** Lets a person choose a backup 备份 to be restored with the enrolment. */
  'backup.choose': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('chosen'), name: z.string() }),
      z.strictObject({ kind: z.literal('cancelled') }),
    ]),
  },
  /** Where this device's backups stand. */
  'backup.read': { input: nothing, output: BackupState },
  /**
   * Lets a person choose the folder of the backups, and how often they are written. A `passphrase` makes a new key for the backups that
   * follow; without one the key stays.
   */
  'backup.setUp': {
    input: z.strictObject({
      passphrase: RecoveryPassphrase.optional(),
      everyDays: z.number().int().min(1).max(30),
      keep: z.number().int().min(1).max(60),
    }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('ready'), state: BackupState }),
      z.strictObject({ kind: z.enum(['cancelled', 'diskFull', 'passphraseMissing']) }),
    ]),
  },
  /** Writes a backup now and verifies it; the answer comes when that is done. */
  'backup.write': { input: nothing, output: BackupState },
  /** Asks for the port of the store worker; it arrives as a window message named `workerPortMessage`. */
  'worker.connect': { input: nothing, output: z.strictObject({ kind: z.literal('connected') }) },
  /** How the disk stands, so that a person is told before it is full. */
  'storage.read': { input: nothing, output: Storage },
  /** 核对账本: opens and checks the next entries behind a sequence; the page asks until it has come to the end. */
  'ledger.check': {
    input: z.strictObject({ journal: z.enum(['ledger', 'audit']), after: z.number().int().nonnegative() }),
    output: Checked,
  },
  /** Writes down what only the page knows of: that masked data were shown. */
  'audit.note': {
    input: z.strictObject({ mask: MaskKind, place: z.string().max(100) }),
    output: z.strictObject({ kind: z.enum(['noted', 'notNoted']) }),
  },
  /** The newest entries of this device's audit journal. */
  'audit.read': {
    input: z.strictObject({ limit: z.number().int().min(1).max(200) }),
    output: z.array(AuditEntry),
  },
  'catalogue.read': { input: nothing, output: Catalogue },
  'calendar.read': { input: nothing, output: z.array(CalendarYear) },
  /** Asks for a signed year in a file dialog and takes it in; `years` are all that hold from now on. */
  'calendar.import': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('imported'),
        entry: CalendarImport,
        years: z.array(CalendarYear),
      }),
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({
        kind: z.literal('refused'),
        reason: z.enum(['notACalendar', 'noTrustedKey', 'badSignature', 'otherDivision', 'older']),
      }),
      z.strictObject({ kind: z.literal('diskFull') }),
    ]),
  },
  /** How many open cases' due dates moved by that import. */
  'calendar.recomputed': {
    input: z.strictObject({ importedAt: Instant, moved: z.number().int().nonnegative() }),
    output: z.strictObject({ kind: z.literal('noted') }),
  },
  'calendar.log': { input: nothing, output: z.array(CalendarImport) },
  /** The document as HTML, for the preview's sandboxed frame. */
  'document.preview': { input: DocumentModel, output: z.strictObject({ html: z.string() }) },
  'document.print': {
    input: DocumentModel,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('printed') }),
      z.strictObject({ kind: z.literal('savedAsPdf'), path: z.string() }),
      z.strictObject({ kind: z.literal('noPrinter') }),
      z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
    ]),
  },
  /**
   * Seals a chosen file into this device's materials, piece by piece and in order: begun, added to until its end, and finished, which
   * answers only after it is on the disk.
   */
  'material.begin': {
    input: z.strictObject({ kinds: z.array(FileKind), maxBytes: z.number().int().positive() }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('begun'), takingId: Id }),
      z.strictObject({ kind: z.literal('diskFull') }),
    ]),
  },
  'material.add': {
    input: z.strictObject({ takingId: Id, bytes: z.instanceof(Uint8Array) }),
    output: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('taken') }), ...notTaken]),
  },
  'material.finish': {
    input: z.strictObject({ takingId: Id }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('added'),
        sha256: Sha256,
        size: z.number().int(),
        fileKind: FileKind,
      }),
      ...notTaken,
    ]),
  },
  /** Whether a material is on this device; where it is not, `bring` brings it from the platform, and the page asks again. */
  'material.open': {
    input: z.strictObject({ sha256: Sha256, bring: z.boolean() }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('here'), size: z.number().int().positive() }),
      z.strictObject({
        kind: z.literal('coming'),
        done: z.number().int().nonnegative(),
        size: z.number().int().positive().optional(),
      }),
      z.strictObject({ kind: z.enum(['notHere', 'checking', 'infected', 'diskFull']) }),
      ...Unreachable.options,
    ]),
  },
  /** A piece of a material that is on this device; no bytes behind its end. */
  'material.read': {
    input: z.strictObject({ sha256: Sha256, from: z.number().int().nonnegative() }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('piece'), bytes: z.instanceof(Uint8Array) }),
      z.strictObject({ kind: z.literal('notHere') }),
    ]),
  },
  /** The small picture 缩略图 of a material, as the page made it. */
  'thumbnail.read': {
    input: z.strictObject({ sha256: Sha256 }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('picture'), picture: z.instanceof(Uint8Array) }),
      z.strictObject({ kind: z.literal('none') }),
    ]),
  },
  'thumbnail.keep': {
    input: z.strictObject({
      sha256: Sha256,
      picture: z.instanceof(Uint8Array).refine((picture) => picture.length <= largestThumbnail),
    }),
    output: z.strictObject({ kind: z.literal('kept') }),
  },
  /** Files under way, and files that did not become one at the platform. */
  'transfers.read': {
    input: nothing,
    output: z.strictObject({ underWay: z.array(FileProgress), troubles: z.array(FileTrouble) }),
  },
  /** A person has seen what became of a file. */
  'transfers.dismiss': {
    input: z.strictObject({ sha256: Sha256 }),
    output: z.strictObject({ kind: z.literal('dismissed') }),
  },
  /** 代岗: what stands, lending, ending; kept by the platform, so that it needs the network. */
  'delegations.read': { input: nothing, output: Delegated },
  'delegations.give': { input: DelegationRequest, output: Delegated },
  'delegations.revoke': { input: RevocationRequest, output: Delegated },
  /** 导出交换数据: asks for a folder and writes the case into a new one of its own there. */
  'exchange.save': {
    input: z.strictObject({ exported: CaseExport, format: ExportFormat }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('saved'), folder: z.string(), files: z.number().int().positive() }),
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({ kind: z.literal('diskFull') }),
      /** The system's name of what went wrong, e.g. EACCES; nothing that was there before is touched. */
      z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
    ]),
  },
  ...ferryChannels,
} as const;
export type PageChannels = typeof pageChannels;

/** Name of the window message that carries the store worker's port. */
export const workerPortMessage = 'longjiang.workerPort';
