import { mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argon2id } from 'hash-wasm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { proveAccount } from '../session/proveAccount';
import type { Transport } from '../transport/transport';
import { wrapBySecret } from './secretWrap';
import { createVault, type Vault } from './vault';
import { someDevice, somePlatform } from './vaultFixture';

// The real derivation, watched.
vi.mock('hash-wasm', { spy: true });
const derivations = () => vi.mocked(argon2id).mock.calls.length;

let folder: string;
let vault: Vault;
let now: Date;
let platform: ReturnType<typeof somePlatform>;
/** How many keys had been derived when the platform was asked. */
let derivedBeforeAsking: number;

const signIn = (password: string) => {
  const transport: Transport = {
    ...platform.transport,
    call: (...asked) => {
      derivedBeforeAsking = derivations();
      return platform.transport.call(...asked);
    },
  };
  const given = { vault, transport, device: someDevice, loginName: 'one', password };
  return proveAccount({ ...given, now: () => now, offlineDays: 30 });
};
const after = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
  vault = createVault(folder);
  now = new Date('2026-03-02T09:00:00+08:00');
  platform = somePlatform({ one: 'right' });
  const admission = await wrapBySecret('admission', platform.admissionSecret, randomBytes(32));
  await vault.enrol(someDevice, { admission });
  expect((await signIn('right')).kind).toBe('proven');
  platform.online = false;
  for (let n = 0; n < 5; n += 1) expect((await signIn('guess')).kind).toBe('wrongPassword');
  vi.mocked(argon2id).mockClear();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('while an account has to wait before another try', () => {
  it('no key is derived from what is typed, right or wrong, and nothing is counted', async () => {
    const before = await vault.findAccount('one');
    expect(await signIn('guess')).toEqual({ kind: 'waitBeforeRetry', seconds: 30 });
    expect(await signIn('right')).toEqual({ kind: 'waitBeforeRetry', seconds: 30 });
    expect(derivations()).toBe(0);
    expect(await vault.findAccount('one')).toEqual(before);
    after(30);
    expect(await signIn('right')).toMatchObject({ kind: 'proven', mode: 'offline' });
    expect(derivations()).toBeGreaterThan(0);
  });

  it('the platform still decides, before any key is derived', async () => {
    platform.online = true;
    expect((await signIn('guess')).kind).toBe('wrongPassword');
    expect(derivations()).toBe(0);
    const proof = await signIn('right');
    expect(proof).toMatchObject({ kind: 'proven', mode: 'online' });
    expect(derivedBeforeAsking).toBe(0);
    expect((await vault.findAccount('one'))?.failures).toBe(0);
    platform.online = false;
    const offline = await signIn('right');
    expect(proof.kind === 'proven' && offline.kind === 'proven' && offline.secrets).toEqual(
      proof.kind === 'proven' && proof.secrets,
    );
  });
});
