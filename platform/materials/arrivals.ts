import { mkdir } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { DataStore, Locker } from '@tus/utils';
import { largestMaterial, uploadsPath } from '@shared/protocol/materials';

/**
 * Where bytes arrive, and the tus protocol over it. Any store of tus-node-server fits that can read back what it took, such as
 * `@tus/s3-store`.
 */
export type Arrivals = {
  /** Answers a request of the protocol about this upload. Whoever calls has seen to it that the caller may. */
  answer: (request: Request, uploadId: string) => Promise<Response>;
  read: (uploadId: string) => Readable | Promise<Readable>;
  remove: (uploadId: string) => Promise<void>;
  /** Removes uploads that were not finished in time. */
  removeExpired: () => Promise<number>;
  locker: Locker;
};

type ReadableStore = DataStore & { read: (uploadId: string) => Readable | Promise<Readable> };

/** `expiresAfter`: milliseconds from an upload's beginning. */
export async function openArrivals(folder: string, locker: Locker, expiresAfter: number): Promise<Arrivals> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const datastore: ReadableStore = new FileStore({
    directory: folder,
    expirationPeriodInMilliseconds: expiresAfter,
  });
  const named = new WeakMap<object, string>();
  const server = new Server({
    path: uploadsPath,
    datastore,
    locker,
    maxSize: largestMaterial,
    relativeLocation: true,
    allowedOrigins: () => false,
    namingFunction: (request) => {
      const uploadId = named.get(request);
      if (uploadId === undefined) throw new Error('the route names the upload');
      return uploadId;
    },
  });
  return {
    answer(request, uploadId) {
      named.set(request, uploadId);
      return server.handleWeb(request);
    },
    read: (uploadId) => datastore.read(uploadId),
    // What is no longer there need not be removed.
    remove: (uploadId) => datastore.remove(uploadId).catch(() => undefined),
    removeExpired: () => server.cleanUpExpiredUploads(),
    locker,
  };
}
