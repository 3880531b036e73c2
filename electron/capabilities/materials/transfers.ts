import type { FileProgress, FileToSend, FileTrouble } from '@shared/bridge/transfers';
import type { Problem } from '@shared/protocol/problem';
import type { Failure } from '../transport/platformCall';
import type { SealingKey } from '../../sealing/keyRing';
import type { SignedInTransport } from '../transport/transport';
import type { Life } from './life';
import type { Materials } from './materials';
import { openTransferBook, type TransferBook } from './transferBook';
import { createTurns } from './turns';
import { uploadFile, type Uploaded } from './uploadFile';

/** `there`: with the platform, checked or not; `refused`: the platform will never take it, and the person is told. */
export type Sent = { kind: 'there' } | { kind: 'refused' } | { kind: 'notHere' } | Failure;

/** Files on their way to the platform. */
export type Transfers = {
  /** Sends a file unless the platform has it; three at once, small ones first, and each file once at a time. */
  send: (file: FileToSend) => Promise<Sent>;
  /** Bytes under way, both ways. */
  progress: () => FileProgress[];
  /** Notes a download that is under way, or with `undefined` that it has ended. */
  noteDownload: (sha256: string, progress: { done: number; size: number } | undefined) => void;
  troubles: () => readonly FileTrouble[];
  /** A person has seen it. */
  dismiss: (sha256: string) => Promise<void>;
  /** Asks again about files that waited for the virus scanner; at most once a minute. */
  askAgain: () => Promise<void>;
};

const atOnce = 3;
/** Tries without any progress in between before somebody else decides when to go on. */
const patience = 3;
/** Shortest time between two questions about what is being checked, in milliseconds. */
const askPause = 60_000;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What a problem means for the file; undefined where trying again may help. */
function troubleOf(code: Problem['code']): FileTrouble['why'] | undefined {
  switch (code) {
    case 'infected':
    case 'otherKind':
    case 'tooLarge':
    case 'hashMismatch':
      return code;
    case 'notFound':
    case 'forbidden':
      return 'notTaken';
    default:
      return undefined;
  }
}

/**
 * Whether the platform has more or less of the file than this side believed. Chromium sends a request a second time by itself where a
 * connection that it had used before breaks, and the first may have left bytes there; asking where it stands mends it.
 */
const isOutOfStep = (result: Uploaded): boolean =>
  result.kind === 'problem' && (result.problem.code === 'badRequest' || result.problem.code === 'internal');

type Given = {
  materials: Materials;
  platform: SignedInTransport;
  dataKey: SealingKey;
  /** The first pause before a cut upload goes on, in milliseconds. */
  retryPause: number;
  life: Life;
};

export async function openTransfers({
  materials,
  platform,
  dataKey,
  retryPause,
  life,
}: Given): Promise<Transfers> {
  const book = await openTransferBook(materials.folder, dataKey);
  const turns = createTurns(atOnce);
  const underWay = new Map<string, Promise<Sent>>();
  const bytes = new Map<string, FileProgress>();
  let askedAt = 0;

  /** Tries until it is there, or no more bytes come through. */
  async function persist(
    file: FileToSend,
    onProgress: (done: number) => void,
  ): Promise<Uploaded | 'damaged'> {
    let furthest = -1;
    let fruitless = 0;
    for (;;) {
      const reader = await materials.open(file.sha256);
      if (!reader) return 'damaged';
      let reached = -1;
      const note = (done: number) => {
        reached = done;
        onProgress(done);
      };
      const result = await uploadFile({
        platform,
        book,
        file,
        reader,
        onProgress: note,
        signal: life.signal,
      }).finally(reader.close);
      if (result.kind !== 'offline' && !isOutOfStep(result)) return result;
      fruitless = reached > furthest ? 0 : fruitless + 1;
      furthest = Math.max(furthest, reached);
      if (fruitless >= patience || life.signal.aborted) return result;
      await pause(retryPause * 2 ** fruitless);
      if (life.signal.aborted) return result;
    }
  }

  const note = (file: FileToSend, why: FileTrouble['why']) => {
    const { sha256, name, size, caseId } = file;
    return book.noteTrouble({ sha256, name, size, caseId, why, at: new Date().toISOString() });
  };

  async function settle(file: FileToSend, state: string): Promise<Sent> {
    if (state === 'infected') {
      await note(file, 'infected');
      return { kind: 'refused' };
    }
    if (state === 'checking') await note(file, 'checking');
    else await book.forgetTrouble(file.sha256);
    return { kind: 'there' };
  }

  async function send(file: FileToSend): Promise<Sent> {
    const { sha256, size } = file;
    const asked = await platform.call('materialStates', { sha256s: [sha256] });
    if (asked.kind !== 'answer') return asked;
    const state = asked.answer.states[0]?.state ?? 'missing';
    if (state !== 'missing') return settle(file, state);
    if (!(await materials.isWhole(sha256))) {
      await note(file, 'notHere');
      return { kind: 'notHere' };
    }
    const onProgress = (done: number) => bytes.set(`up ${sha256}`, { sha256, direction: 'up', done, size });
    onProgress(0);
    const result = await persist(file, onProgress).finally(() => bytes.delete(`up ${sha256}`));
    if (result === 'damaged') {
      await note(file, 'notHere');
      return { kind: 'notHere' };
    }
    if (result.kind === 'there') return settle(file, result.state);
    const why = result.kind === 'problem' ? troubleOf(result.problem.code) : undefined;
    if (!why) return result;
    await note(file, why);
    return { kind: 'refused' };
  }

  return {
    send(file) {
      const known = underWay.get(file.sha256);
      if (known) return known;
      const work = () => turns.run(file.size, () => life.during(() => send(file)));
      const begun = work().finally(() => underWay.delete(file.sha256));
      underWay.set(file.sha256, begun);
      return begun;
    },
    progress: () => [...bytes.values()],
    noteDownload(sha256, progress) {
      if (progress) bytes.set(`down ${sha256}`, { sha256, direction: 'down', ...progress });
      else bytes.delete(`down ${sha256}`);
    },
    troubles: book.troubles,
    dismiss: (sha256) => life.during(() => book.forgetTrouble(sha256)),
    async askAgain() {
      const waiting = book.troubles().filter(({ why }) => why === 'checking');
      if (waiting.length === 0 || Date.now() - askedAt < askPause) return;
      askedAt = Date.now();
      await life.during(() => lookAt(platform, book, waiting));
    },
  };
}

async function lookAt(platform: SignedInTransport, book: TransferBook, waiting: readonly FileTrouble[]) {
  const asked = await platform.call('materialStates', { sha256s: waiting.map(({ sha256 }) => sha256) });
  if (asked.kind !== 'answer') return;
  for (const { sha256, state } of asked.answer.states) {
    const one = waiting.find((trouble) => trouble.sha256 === sha256);
    if (one && state === 'infected')
      await book.noteTrouble({ ...one, why: 'infected', at: new Date().toISOString() });
    if (state === 'stored') await book.forgetTrouble(sha256);
  }
}
