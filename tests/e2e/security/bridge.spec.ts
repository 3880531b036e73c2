import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Input } from '../../../shared/bridge/channel';
import { pageChannels, type PageChannels } from '../../../shared/bridge/pageChannels';
import { sampleDocument } from './sampleDocument';
import { sampleExport } from './sampleExport';
import { callBridge, test } from './ground';

/** Stands for a person's data: no error may carry it, no file may hold it. */
const secret = '23082819000101001X';

const anyId = '00000000-0000-4000-8000-000000000001';

/** One good input per channel; the type names every channel, so that a new one cannot be forgotten. */
const good: { [K in keyof PageChannels]: Input<PageChannels[K]> } = {
  'app.start': {},
  'settings.save': { locale: 'en', largeType: true, network: 'auto' },
  'device.enrol': {
    platformUrl: 'http://127.0.0.1:9',
    code: 'XLZ1-DEMO-0001',
    deviceName: '1号窗口',
    restore: { passphrase: '4821-0937-5512-6604-1187-2093' },
  },
  'recovery.read': {},
  'recovery.make': { existing: new Uint8Array(32) },
  'recovery.confirm': {},
  'recovery.discard': {},
  'recovery.rescue': { recoveryKey: new Uint8Array(32), passphrase: '4821-0937-5512-6604-1187-2093' },
  'keys.replace': {},
  'backup.choose': {},
  'backup.read': {},
  'backup.setUp': { passphrase: '4821-0937-5512-6604-1187-2093', everyDays: 1, keep: 7 },
  'backup.write': {},
  'device.setAside': {},
  'session.signIn': { loginName: 'clerk.xianglan', password: 'Longjiang-2026' },
  'session.signOut': {},
  'password.change': { current: 'Longjiang-2026', next: 'Sanjiang-2027' },
  'worker.connect': {},
  'storage.read': {},
  'ledger.check': { journal: 'ledger', after: 0 },
  'audit.note': { mask: 'mobile', place: '/cases' },
  'audit.read': { limit: 20 },
  'catalogue.read': {},
  'calendar.read': {},
  'calendar.import': {},
  'calendar.recomputed': { importedAt: '2026-11-23T02:00:00.000Z', moved: 3 },
  'calendar.log': {},
  'document.preview': sampleDocument,
  'document.print': sampleDocument,
  'material.begin': { kinds: ['application/pdf'], maxBytes: 10 },
  'material.add': { takingId: anyId, bytes: new Uint8Array([1, 2, 3]) },
  'material.finish': { takingId: anyId },
  'material.open': { sha256: 'a'.repeat(64), bring: true },
  'material.read': { sha256: 'a'.repeat(64), from: 0 },
  'thumbnail.read': { sha256: 'a'.repeat(64) },
  'thumbnail.keep': { sha256: 'a'.repeat(64), picture: new Uint8Array([1, 2, 3]) },
  'transfers.read': {},
  'transfers.dismiss': { sha256: 'a'.repeat(64) },
  'delegations.read': {},
  'delegations.give': {
    toAccountId: '00000000-0000-4000-8000-000000000001',
    roles: ['windowClerk'],
    validFrom: '2026-11-23',
    validTo: '2026-11-27',
  },
  'delegations.revoke': { delegationId: '00000000-0000-4000-8000-000000000001' },
  'exchange.save': { exported: sampleExport, format: 'json' },
  'ferry.read': {},
  'ferry.chooseFolder': {},
  'ferry.chooseReceipts': {},
  'ferry.carry': {},
};

/** Everything wrong with one input: not an object, a word too many, and each of its words of a wrong type in turn. */
function* spoil(input: Record<string, unknown>): Generator<unknown> {
  yield* [null, undefined, secret, 42, true, [], [input], secret.repeat(50_000)];
  yield { ...input, [`extra${secret}`]: secret };
  yield { input };
  for (const key of Object.keys(input)) {
    yield { ...input, [key]: { [secret]: secret } };
    yield { ...input, [key]: [{ [secret]: secret }] };
    yield { ...input, [key]: typeof input[key] === 'number' ? secret.repeat(1000) : 7.5 };
    if (typeof input[key] === 'string') yield { ...input, [key]: secret.repeat(5000) };
  }
}

/** Names and contents of everything that the application itself wrote; Chromium's own housekeeping is not its work. */
function written(folder: string): Record<string, string> {
  const own = ['device.json', 'vault.json', 'settings.json', 'ledger', 'materials', 'catalogue-last-good'];
  const files = own
    .map((name) => path.join(folder, name))
    .filter((place) => existsSync(place))
    .flatMap((place) =>
      statSync(place).isDirectory()
        ? readdirSync(place, { recursive: true, encoding: 'utf8' }).map((name) => path.join(place, name))
        : [place],
    );
  const digest = (file: string) =>
    statSync(file).isDirectory() ? 'folder' : createHash('sha256').update(readFileSync(file)).digest('hex');
  return Object.fromEntries(files.map((file) => [path.relative(folder, file), digest(file)]));
}

for (const channel of Object.keys(good) as (keyof PageChannels)[])
  test(`${channel} refuses what its schema does not know, and tells nothing of it`, async ({
    gate,
    lonelyPc,
  }) => {
    const said: string[] = [];
    gate.app.process().stderr?.on('data', (text: Buffer) => said.push(text.toString()));
    const before = written(lonelyPc.userData);
    for (const bad of spoil(good[channel])) {
      expect(pageChannels[channel].input.safeParse(bad).success).toBe(false);
      const outcome = await callBridge(gate.page, channel, bad);
      const refused =
        'refused' in outcome ? outcome.refused : `answered ${JSON.stringify(bad).slice(0, 200)}`;
      expect(refused).toContain(`bridge: input of ${channel} refused`);
      expect(refused).not.toContain(secret);
    }
    expect(written(lonelyPc.userData)).toEqual(before);
    expect(readdirSync(lonelyPc.prints)).toEqual([]);
    expect(said.join('')).not.toContain(secret);
  });

test('a call that needs a session is refused before anybody signed in', async ({ gate }) => {
  for (const channel of ['worker.connect', 'material.begin', 'material.open', 'exchange.save'] as const) {
    const outcome = await callBridge(gate.page, channel, good[channel]);
    expect(outcome).toHaveProperty(
      'refused',
      expect.stringContaining(`bridge: handler of ${channel} refused`),
    );
  }
});
