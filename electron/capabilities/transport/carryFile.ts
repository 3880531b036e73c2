import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ferryPath } from '@shared/protocol/ferry';
import { Problem } from '@shared/protocol/problem';
import { readAnswer, type Failure, type Wire } from './platformCall';

export type Carried = { kind: 'received' } | Failure;

/**
 * POSTs a file's bytes and streams the bytes that come back into another file, neither ever whole in memory. A redirect is not
 * followed. What the caller's disk does wrong rejects with the system's error; nothing is left at `to` then.
 */
export async function carryFile(wire: Wire, token: string, from: string, to: string): Promise<Carried> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), wire.timeoutMs);
  // Not `openAsBlob`: a disk that fails would look like the network, and reading it can stand still when garbage is collected.
  const outgoing = createReadStream(from);
  let unreadable: Error | undefined;
  try {
    await once(outgoing, 'open');
    outgoing.on('error', (error) => (unreadable = error));
    let response: Response;
    try {
      response = await wire.fetch(wire.platformUrl.replace(/\/+$/, '') + ferryPath, {
        method: 'POST',
        headers: {
          accept: 'application/octet-stream, application/json',
          authorization: `Bearer ${token}`,
          'content-type': 'application/octet-stream',
        },
        body: Readable.toWeb(outgoing) as ReadableStream<Uint8Array>,
        duplex: 'half',
        signal: deadline.signal,
        redirect: 'error',
        credentials: 'omit',
      });
    } catch {
      if (unreadable) throw unreadable;
      return { kind: 'offline' };
    }
    const contentType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
    if (response.status !== 200 || contentType !== 'application/octet-stream' || !response.body) {
      const body = new Uint8Array(await response.arrayBuffer());
      const read = readAnswer(
        { kind: 'answered', status: response.status, contentType, headers: response.headers, body },
        Problem,
      );
      return read.kind === 'answer' ? { kind: 'strangeAnswer', status: response.status, contentType } : read;
    }
    const incoming = Readable.from(response.body);
    try {
      await pipeline(incoming, createWriteStream(to, { mode: 0o600, flush: true }));
      return { kind: 'received' };
    } catch (error) {
      await rm(to, { force: true });
      const isOfDisk =
        error instanceof Error &&
        'syscall' in error &&
        ['write', 'open', 'fsync', 'close'].includes(String(error.syscall));
      if (isOfDisk) throw error;
      return { kind: 'offline' };
    }
  } finally {
    outgoing.destroy();
    clearTimeout(timer);
  }
}
