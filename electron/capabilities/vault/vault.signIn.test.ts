import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignInAnswer } from '@shared/protocol/signIn';
import { createTransport } from '../transport/transport';
import { proveAccount } from '../session/proveAccount';
import { wrapSecrets } from './accountWrap';
import { wrapBySecret } from './secretWrap';
import { newDerivation } from './passwordKey';
import { secondsToWait } from './retryDelay';
import { createVault, type Vault } from './vault';

const deviceId = randomUUID();
const division = { divisionCode: '230828101', divisionName: '香兰镇' };
const account: SignInAnswer['account'] = {
  accountId: randomUUID(),
  loginName: 'xl.clerk',
  name: '王秀兰',
  roles: ['windowClerk'],
  ...division,
  delegations: [],
};
const device = {
  deviceId,
  deviceNumber: 1,
  deviceName: '1号窗口',
  ...division,
  streams: [division.divisionCode],
  platformUrl: 'http://platform',
};

let folder: string;
let vault: Vault;
let now: Date;
const secret = randomBytes(32);
/** The platform as this test sets it: what it answers to a sign-in, or undefined for a cut cable. */
let platform: { password: string; problem?: string } | undefined;
const credentials = new Map<string, string>();

/** Stands on the wire's place; all that it is asked and answers goes through the real transport and its schemas. */
const transport = createTransport((_, init) => {
  if (!platform) return Promise.reject(new TypeError('fetch failed'));
  const asked = JSON.parse(typeof init.body === 'string' ? init.body : '{}') as {
    password: string;
    publicKey: string;
  };
  const code = platform.problem ?? (asked.password === platform.password ? undefined : 'wrongPassword');
  if (code) return Promise.resolve(Response.json({ code, detail: '' }, { status: 403 }));
  const credentialId = credentials.get(asked.publicKey) ?? randomUUID();
  credentials.set(asked.publicKey, credentialId);
  const token = { accessToken: 'a', expiresInSeconds: 600 };
  return Promise.resolve(
    Response.json({
      account,
      credentialId,
      admissionSecret: secret.toString('base64'),
      token,
      password: { mustChange: false },
    }),
  );
});

const signIn = (password: string) =>
  proveAccount({
    vault,
    transport,
    device,
    loginName: account.loginName,
    password,
    now: () => now,
    offlineDays: 30,
  });

async function proven(password: string) {
  const proof = await signIn(password);
  if (proof.kind !== 'proven') throw new Error(`not proven: ${proof.kind}`);
  return proof;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
  vault = createVault(folder);
  now = new Date('2026-03-02T09:00:00+08:00');
  platform = { password: 'first-password' };
  await vault.enrol(device, { admission: await wrapBySecret('admission', secret, randomBytes(32)) });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('signing in', () => {
  it('opens the same keys online and, later, with the cable unplugged', async () => {
    const online = await proven('first-password');
    platform = undefined;
    const offline = await proven('first-password');
    expect([online.mode, offline.mode]).toEqual(['online', 'offline']);
    expect(offline.secrets).toEqual(online.secrets);
    expect(online.secrets.dataKey).toHaveLength(32);
    expect((await vault.publicKeys()).has(online.secrets.credentialId)).toBe(true);
  });

  it('keeps the credential when the same person signs in again', async () => {
    const first = await proven('first-password');
    const second = await proven('first-password');
    expect(second.secrets.credentialId).toBe(first.secrets.credentialId);
  });

  it('leaves neither key nor password on the disk', async () => {
    const { secrets } = await proven('first-password');
    const text =
      (await readFile(join(folder, 'vault.json'), 'utf8')) +
      (await readFile(join(folder, 'device.json'), 'utf8'));
    for (const key of [secrets.dataKey, secrets.signingSeed, secret])
      for (const form of ['base64', 'hex', 'latin1'] as const) expect(text).not.toContain(key.toString(form));
    expect(text).not.toContain('first-password');
  });

  it('needs the network the first time', async () => {
    platform = undefined;
    expect(await signIn('first-password')).toEqual({
      kind: 'firstSignInNeedsNetwork',
      because: { kind: 'offline' },
    });
  });

  it('lets the platform decide: a password changed elsewhere opens the device, the old one does not', async () => {
    const before = await proven('first-password');
    platform = { password: 'second-password' };
    expect(await signIn('first-password')).toEqual({ kind: 'wrongPassword' });
    const after = await proven('second-password');
    expect(after.secrets.dataKey).toEqual(before.secrets.dataKey);
    expect(after.secrets.credentialId).not.toBe(before.secrets.credentialId);
    platform = undefined;
    expect((await signIn('first-password')).kind).toBe('wrongPassword');
    expect((await proven('second-password')).secrets).toEqual(after.secrets);
    expect([...(await vault.publicKeys()).keys()].sort()).toEqual(
      [before.secrets.credentialId, after.secrets.credentialId].sort(),
    );
  });

  it('makes guessing offline slow, over restarts too, and forgives after the right password', async () => {
    await proven('first-password');
    platform = undefined;
    for (let n = 0; n < 5; n += 1) expect(await signIn('guess')).toEqual({ kind: 'wrongPassword' });
    vault = createVault(folder);
    expect(await signIn('first-password')).toEqual({ kind: 'waitBeforeRetry', seconds: 30 });
    now = new Date(now.getTime() + 31_000);
    expect((await proven('first-password')).mode).toBe('offline');
    expect(await signIn('guess')).toEqual({ kind: 'wrongPassword' });
  });

  it('lets nobody in without a network whom the platform has not vouched for in 30 days, clock set back or not', async () => {
    await proven('first-password');
    const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
    const begun = now;
    platform = undefined;
    now = days(30);
    expect(await proven('first-password')).toMatchObject({ mode: 'offline', offlineDaysLeft: 0 });
    now = new Date(begun.getTime() + 31 * 86_400_000);
    expect(await signIn('first-password')).toEqual({ kind: 'offlineTooLong', days: 30 });
    now = new Date(begun.getTime() + 30 * 86_400_000);
    await proven('first-password');
    now = begun;
    expect(await proven('first-password')).toMatchObject({ offlineDaysLeft: 0 });
    platform = { password: 'first-password' };
    now = new Date(begun.getTime() + 40 * 86_400_000);
    expect((await proven('first-password')).mode).toBe('online');
    platform = undefined;
    expect(await proven('first-password')).toMatchObject({ offlineDaysLeft: 30 });
  });

  it('forgets the keys of an account that the platform has disabled', async () => {
    await proven('first-password');
    platform = { password: 'first-password', problem: 'accountDisabled' };
    expect(await signIn('first-password')).toEqual({ kind: 'accountDisabled' });
    platform = undefined;
    expect((await signIn('first-password')).kind).toBe('firstSignInNeedsNetwork');
  });

  it('raises the cost of guessing at the next sign-in where it was wrapped at less', async () => {
    const { secrets } = await proven('first-password');
    const wrap = await vault.findAccount(account.loginName);
    const cheap = { ...newDerivation(), memoryKib: 1024, passes: 1 };
    await vault.saveAccount({
      ...wrap,
      ...(await wrapSecrets('first-password', secrets, { derivation: cheap })),
    });
    platform = undefined;
    expect((await proven('first-password')).secrets.dataKey).toEqual(secrets.dataKey);
    const raised = await vault.findAccount(account.loginName);
    expect(raised).toMatchObject({
      derivation: { memoryKib: 65_536, passes: 3 },
      vouchedAt: wrap?.vouchedAt,
    });
    expect((await proven('first-password')).secrets.dataKey).toEqual(secrets.dataKey);
  });

  it('is locked to everybody once the platform has withdrawn the device, with a network or without', async () => {
    await signIn('first-password');
    platform = { password: 'first-password', problem: 'deviceRevoked' };
    expect(await signIn('first-password')).toEqual({ kind: 'deviceRevoked' });
    platform = undefined;
    expect(await signIn('first-password')).toMatchObject({ kind: 'firstSignInNeedsNetwork' });
  });

  it('works on from the wrap when the platform is ill', async () => {
    await proven('first-password');
    platform = { password: '', problem: 'internal' };
    expect((await proven('first-password')).mode).toBe('offline');
  });
});

it('doubles the wait up to a quarter of an hour and is not shortened by a clock set back', () => {
  const at = (failures: number) =>
    secondsToWait({ failures, lastFailureAt: now.toISOString() }, new Date(now.getTime() - 86_400_000));
  expect([4, 5, 6, 7, 20].map(at)).toEqual([0, 30, 60, 120, 900]);
});
