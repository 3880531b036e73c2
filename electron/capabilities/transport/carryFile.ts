import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ferryPath } from '@shared/protocol/ferry';
import { Problem } from '@shared/protocol/problem';
import { readAnswer, type Failure, type Wire } from './platformCall';

export type Carried = { kind: 'received' } | Failure;

/**
 * POSTs a file's bytes and streams the bytes that come back into another file. What goes out is whole in memory meanwhile: Electron's
 * fetch gathers a stream or a blob there as well, in a time that grows with the square of its length. A redirect is not followed.
 * What the caller's disk does wrong rejects with the system's error; nothing is left at `to` then.
 */
export async function carryFile(wire: Wire, token: string, from: string, to: string): Promise<Carried> {
  const body = await readFile(from);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), wire.timeoutMs);
  try {
    let response: Response;
    try {
      response = await wire.fetch(wire.platformUrl.replace(/\/+$/, '') + ferryPath, {
        method: 'POST',
        headers: {
          accept: 'application/octet-stream, application/json',
          authorization: `Bearer ${token}`,
          'content-type': 'application/octet-stream',
        },
        body,
        signal: deadline.signal,
        redirect: 'error',
        credentials: 'omit',
      });
    } catch {
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
    clearTimeout(timer);
  }
}
