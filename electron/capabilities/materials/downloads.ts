import { mkdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { materialPath } from '@shared/protocol/materials';
import type { Unreachable } from '@shared/bridge/session';
import { isDiskFull, syncFolder } from '../../files/durableFile';
import {
  openPart,
  openStream,
  segmentSize,
  type StreamPart,
  type StreamReader,
} from '../../sealing/sealedStream';
import { asUnreachable } from '../transport/asUnreachable';
import type { Answered, Failure } from '../transport/platformCall';
import type { SealingKey } from '../../sealing/keyRing';
import type { SignedInTransport } from '../transport/transport';
import type { Life } from './life';
import { namesIn, type Materials } from './materials';
import type { Transfers } from './transfers';

/** What became of a download. `checking` and `infected` are the platform's words about its virus scanner. */
export type Fetched =
  { kind: 'here' } | { kind: 'notHere' | 'checking' | 'infected' | 'diskFull' } | Unreachable;

/** Files of cases that came from the platform, sealed, as many as fit. */
export type Downloads = {
  /** Opens a file that came before; the caller closes it. */
  open: (sha256: string) => Promise<StreamReader | undefined>;
  /** Brings a file here, going on where an earlier try ended; callers at the same time share one. */
  fetch: (sha256: string) => Promise<Fetched>;
};

/** Bytes of one request: whole segments. */
const pieceSize = 8 * segmentSize;
/** Downloads kept, in bytes; those that nobody has opened for longest go first. */
const keptBytes = 1024 * 1024 * 1024;
/** Tries without any progress in between. */
const patience = 3;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const strange = ({ status, contentType }: Answered) =>
  ({ kind: 'strangeAnswer', status, contentType }) as const;

type Given = {
  materials: Materials;
  platform: SignedInTransport;
  transfers: Pick<Transfers, 'noteDownload'>;
  dataKey: SealingKey;
  /** Told when the session ends. */
  life: Life;
  /** The first pause before a cut download goes on, in milliseconds. */
  retryPause: number;
  /** Downloads kept, in bytes. */
  bound?: number;
};

export function createDownloads(given: Given): Downloads {
  const { materials, platform, transfers, dataKey, life, retryPause, bound = keptBytes } = given;
  const folder = join(materials.folder, 'downloaded');
  const pathOf = (sha256: string) => join(folder, `${materials.nameOf(sha256)}.sealed`);
  const running = new Map<string, Promise<Fetched>>();

  /** Asks for the next piece; the size of the whole comes with it. */
  async function ask(sha256: string, from: number) {
    const answer = await platform.exchange(materialPath(sha256), {
      method: 'GET',
      headers: { range: `bytes=${from}-${from + pieceSize - 1}`, 'if-range': `"${sha256}"` },
      signal: life.signal,
    });
    if (answer.kind !== 'answered') return answer;
    const [, first, last, size] =
      /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.headers.get('content-range') ?? '') ?? [];
    const isPiece =
      answer.status === 206 &&
      Number(first) === from &&
      answer.body.length === Number(last) - from + 1 &&
      answer.headers.get('etag') === `"${sha256}"`;
    return isPiece ? { kind: 'piece' as const, bytes: answer.body, size: Number(size) } : strange(answer);
  }

  /** Gets pieces until the file is whole or one does not come. */
  async function receive(sha256: string, onProgress: () => void): Promise<Fetched | Failure> {
    // The first piece says how large the file is; a part that lies here says it too, sealed, and is compared with it.
    const first = await ask(sha256, 0);
    if (first.kind !== 'piece') return first;
    const { size } = first;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = `${pathOf(sha256)}.part`;
    const part: StreamPart = await openPart(path, dataKey, { size, sha256 });
    try {
      if (part.received === 0) await part.append(first.bytes);
      while (part.received < size) {
        transfers.noteDownload(sha256, { done: part.received, size });
        const next = await ask(sha256, part.received);
        if (next.kind !== 'piece') return next;
        if (next.size !== size) return { kind: 'strangeAnswer', status: 206, contentType: '' };
        await part.append(next.bytes);
        onProgress();
      }
      if (!(await part.finish())) {
        await rm(path, { force: true });
        return { kind: 'strangeAnswer', status: 200, contentType: 'application/octet-stream' };
      }
    } finally {
      await part.close();
    }
    await rename(path, pathOf(sha256));
    await syncFolder(folder);
    await evict(sha256);
    return { kind: 'here' };
  }

  async function evict(newest: string): Promise<void> {
    const found = await Promise.all(
      (await namesIn(folder)).map(async (name) => {
        const path = join(folder, name);
        const { size, mtimeMs } = await stat(path);
        return { path, size, mtimeMs };
      }),
    );
    found.sort((a, b) => a.mtimeMs - b.mtimeMs);
    let kept = found.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size } of found) {
      if (kept <= bound) return;
      // What is wanted now stays, however large it is.
      if (path === pathOf(newest)) continue;
      await rm(path, { force: true });
      kept -= size;
    }
  }

  async function persist(sha256: string): Promise<Fetched> {
    try {
      for (let fruitless = 0; ; fruitless += 1) {
        const result = await receive(sha256, () => {
          fruitless = 0;
        });
        if (result.kind === 'problem') {
          const { code } = result.problem;
          if (code === 'checking' || code === 'infected') return { kind: code };
          return code === 'notFound' || code === 'forbidden' ? { kind: 'notHere' } : asUnreachable(result);
        }
        if (result.kind !== 'offline' || fruitless >= patience || life.signal.aborted) return result;
        await pause(retryPause * 2 ** fruitless);
      }
    } catch (error) {
      if (isDiskFull(error)) return { kind: 'diskFull' };
      throw error;
    } finally {
      transfers.noteDownload(sha256, undefined);
    }
  }

  return {
    async open(sha256) {
      const reader = await openStream(pathOf(sha256), dataKey);
      if (!reader) return undefined;
      if (reader.sha256 === sha256) {
        const now = new Date();
        // When it was opened last; without it, it goes earlier.
        await utimes(pathOf(sha256), now, now).catch(() => undefined);
        return reader;
      }
      await reader.close();
      return undefined;
    },
    fetch(sha256) {
      const known = running.get(sha256);
      if (known) return known;
      const begun = life.during(() => persist(sha256)).finally(() => running.delete(sha256));
      running.set(sha256, begun);
      return begun;
    },
  };
}
