import type { SafeStorage } from 'electron';
import type { SystemKeyring } from './factors';

/** What Chromium calls a place that protects nothing: a password that stands in its own source. */
const worthNothing = new Set(['basic_text', 'unknown']);

type Storage = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> &
  Partial<Pick<SafeStorage, 'getSelectedStorageBackend'>>;

/**
 * The system's keyring by Electron's safeStorage: DPAPI, the macOS keychain, or on Linux the Secret Service or KWallet. Only after the
 * application is ready. A keyring that is locked may ask the person to unlock it; one that answers with an error counts as none.
 */
export function systemKeyring(storage: Storage, platform: NodeJS.Platform): SystemKeyring {
  const isReal = (): boolean => {
    if (!storage.isEncryptionAvailable()) return false;
    if (platform !== 'linux') return true;
    return !worthNothing.has(storage.getSelectedStorageBackend?.() ?? 'unknown');
  };
  const orNothing = <T>(work: () => T): T | undefined => {
    try {
      return isReal() ? work() : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    seal: (secret) => orNothing(() => storage.encryptString(secret.toString('base64'))),
    open: (sealed) => orNothing(() => Buffer.from(storage.decryptString(sealed), 'base64')),
  };
}
