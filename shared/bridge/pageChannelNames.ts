/**
 * Names of the page's channels, literally: the preload script holds this list and nothing else, so that it stays small and
 * what a page can reach can be read in one place. A test compares it with `pageChannels`.
 */
export const pageChannelNames = [
  'app.start',
  'settings.save',
  'device.enrol',
  'device.setAside',
  'session.signIn',
  'session.signOut',
  'password.change',
  'recovery.read',
  'recovery.make',
  'recovery.confirm',
  'recovery.discard',
  'recovery.rescue',
  'keys.replace',
  'backup.choose',
  'backup.read',
  'backup.setUp',
  'backup.write',
  'worker.connect',
  'storage.read',
  'ledger.check',
  'audit.note',
  'audit.read',
  'catalogue.read',
  'calendar.read',
  'calendar.import',
  'calendar.recomputed',
  'calendar.log',
  'document.preview',
  'document.print',
  'material.begin',
  'material.add',
  'material.finish',
  'material.open',
  'material.read',
  'thumbnail.read',
  'thumbnail.keep',
  'transfers.read',
  'transfers.dismiss',
  'delegations.read',
  'delegations.give',
  'delegations.revoke',
  'exchange.save',
  'ferry.read',
  'ferry.chooseFolder',
  'ferry.chooseReceipts',
  'ferry.carry',
] as const;
export type PageChannelName = (typeof pageChannelNames)[number];

/** Message from main to preload, and from preload to the page: lock now, the system sleeps or is locked. */
export const lockMessageName = 'longjiang.lock';

/** Message from main to preload, and from preload to the page, that carries the store worker's port. */
export const workerPortName = 'longjiang.workerPort';
