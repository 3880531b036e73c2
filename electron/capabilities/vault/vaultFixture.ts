import { randomBytes, randomUUID } from 'node:crypto';
import type { SignInAnswer } from '@shared/protocol/signIn';
import { openSeal, seal } from '../../sealing/seal';
import { createTransport } from '../transport/transport';
import type { SystemKeyring } from './factors';

const division = { divisionCode: '230828101', divisionName: '香兰镇' };

/** For tests: a device of a township. */
export const someDevice = {
  deviceId: randomUUID(),
  deviceNumber: 1,
  deviceName: '1号窗口',
  ...division,
  streams: [division.divisionCode],
  platformUrl: 'http://platform',
};

/** For tests: stands on the wire's place; what is asked and answered goes through the real transport and its schemas. */
export function somePlatform(passwords: Record<string, string>) {
  const credentials = new Map<string, string>();
  const state = {
    online: true,
    passwords,
    admissionSecret: randomBytes(32),
    problem: undefined as string | undefined,
  };
  const transport = createTransport((_, init) => {
    if (!state.online) return Promise.reject(new TypeError('fetch failed'));
    const asked = JSON.parse(typeof init.body === 'string' ? init.body : '{}') as Record<string, string>;
    const { loginName = '', password, publicKey = '' } = asked;
    const code = state.problem ?? (state.passwords[loginName] === password ? undefined : 'wrongPassword');
    if (code !== undefined) return Promise.resolve(Response.json({ code, detail: '' }, { status: 403 }));
    const credentialId = credentials.get(publicKey) ?? randomUUID();
    credentials.set(publicKey, credentialId);
    const account: SignInAnswer['account'] = {
      accountId: `40000000-0000-4000-8000-${Buffer.from(loginName).toString('hex').padStart(12, '0').slice(-12)}`,
      loginName,
      name: loginName,
      roles: ['windowClerk'],
      ...division,
      delegations: [],
    };
    return Promise.resolve(
      Response.json({
        account,
        credentialId,
        admissionSecret: state.admissionSecret.toString('base64'),
        token: { accessToken: 'a', expiresInSeconds: 600 },
        password: { mustChange: false },
      }),
    );
  });
  return Object.assign(state, { transport });
}

/** For tests: a keyring that seals with a secret of its own; `remake` is what a system does that was installed anew. */
export function someKeyring() {
  let secret = randomBytes(32);
  const state = { isThere: true };
  const keyring: SystemKeyring = {
    seal: (plain) => (state.isThere ? Buffer.from(seal(secret, plain, 'keyring')) : undefined),
    open: (sealed) => (state.isThere ? openSeal(secret, sealed, 'keyring') : undefined),
  };
  return { keyring, state, remake: () => (secret = randomBytes(32)) };
}
