import type { z } from 'zod';
import type { NumberedKey } from '@shared/bridge/workerChannels';
import { associatedText, nonceLength, packSealed, suites, unpackSealed } from '@shared/sealing/sealedRecord';
import { payloadVersion, raisePayload } from './migrations/payloads';
import { packDeflated, packPayload, unpackPayload, type Beside } from './payload';
import type { Sealed, TableName } from './schema';

/** A row cannot be opened: another key, swapped rows, or damage. The store is then rebuilt from the ledger. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
}

/** A row was sealed by a newer program. Nothing is wrong with it, and nothing of it may be touched. */
export class StoreIsNewer extends Error {
  override readonly name = 'StoreIsNewer';
}

/** Seals and opens the rows of the store. The key cannot be read back out of it. */
export type Sealer = {
  /** Number of the data key that rows are sealed with. */
  keyNumber: number;
  /** Whether a row would be sealed in another way now: by an older program, or with an older key. */
  isOld: (row: Sealed) => boolean;
  seal: (table: TableName, id: string, value: unknown) => Promise<Sealed>;
  /** The same for JSON that came deflated; with something beside it, for an array. */
  sealDeflated: (table: TableName, id: string, body: Uint8Array, beside?: Beside) => Promise<Sealed>;
  /** Throws `CannotOpen`, naming table and id only, and `StoreIsNewer`. */
  open: <T>(table: TableName, id: string, row: Sealed, schema: z.ZodType<T>) => Promise<T>;
};

/** Tables whose rows are written once and kept; the others hold what is read back or folded away soon. */
const longLived: ReadonlySet<TableName> = new Set(['pages', 'histories', 'blocks']);

/**
 * Imports the session's data keys as keys that cannot be exported, and overwrites the bytes that came in. What is sealed is sealed with
 * the first of them.
 */
export async function createSealer(dataKeys: readonly NumberedKey[]): Promise<Sealer> {
  const imported = await Promise.all(
    dataKeys.map(async ({ number, key: bytes }): Promise<[number, CryptoKey]> => {
      const uses: KeyUsage[] = ['encrypt', 'decrypt'];
      const key = await crypto.subtle.importKey('raw', new Uint8Array(bytes), 'AES-GCM', false, uses);
      bytes.fill(0);
      return [number, key];
    }),
  );
  const keys = new Map(imported);
  const [newest] = imported;
  if (!newest) throw new Error('a store is opened with a key at least');
  const [keyNumber, newestKey] = newest;
  const text = new TextEncoder();
  const algorithm = (nonce: Uint8Array, table: string, id: string, version: number) => ({
    name: 'AES-GCM',
    iv: new Uint8Array(nonce),
    additionalData: text.encode(associatedText(table, id, version)),
    tagLength: 128,
  });
  async function sealBytes(table: TableName, id: string, plain: Uint8Array<ArrayBuffer>): Promise<Sealed> {
    const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
    const how = algorithm(nonce, table, id, payloadVersion);
    const sealed = await crypto.subtle.encrypt(how, newestKey, plain);
    const parts = { suite: suites.aes256gcm, keyNumber, nonce, ciphertext: new Uint8Array(sealed) };
    return { payloadVersion, sealed: packSealed(parts) };
  }
  return {
    keyNumber,
    isOld: (row) =>
      row.payloadVersion < payloadVersion ||
      (row.payloadVersion === payloadVersion && unpackSealed(row.sealed)?.keyNumber !== keyNumber),
    seal: (table, id, value) =>
      sealBytes(table, id, packPayload(JSON.stringify(value), longLived.has(table))),
    sealDeflated: (table, id, body, beside) => sealBytes(table, id, packDeflated(body, beside)),
    async open(table, id, row, schema) {
      if (row.payloadVersion > payloadVersion)
        throw new StoreIsNewer(`${table} was sealed by a newer program`);
      const parts = unpackSealed(row.sealed);
      if (!parts) throw new CannotOpen(`${table} ${id} is not a sealed record`);
      const key = keys.get(parts.keyNumber);
      if (!key) throw new CannotOpen(`${table} ${id} is sealed with another key`);
      const how = algorithm(parts.nonce, table, id, row.payloadVersion);
      try {
        const plain = await crypto.subtle.decrypt(how, key, new Uint8Array(parts.ciphertext));
        const value = unpackPayload(new Uint8Array(plain), row.payloadVersion);
        return schema.parse(raisePayload(table, row.payloadVersion, value));
      } catch {
        // The cause may quote what was inside; it goes no further.
        throw new CannotOpen(`${table} ${id} cannot be opened`);
      }
    },
  };
}

const together = 50;

/** Runs an asynchronous step over many values, 50 at once: awaiting them one by one is ten times slower. */
export async function inChunks<T, R>(values: readonly T[], step: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < values.length; from += together)
    results.push(...(await Promise.all(values.slice(from, from + together).map(step))));
  return results;
}
