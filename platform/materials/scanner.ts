import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { connect, type NetConnectOpts } from 'node:net';

/**
 * What a virus scanner 病毒扫描 said of a file. `found` is the scanner's name for it. `unavailable`: it could not say, and the file
 * has to wait.
 */
export type Verdict =
  { kind: 'clean' } | { kind: 'infected'; found: string } | { kind: 'unavailable'; reason: string };
export type Scanner = (path: string) => Promise<Verdict>;

/** A scanner that takes longer for one file counts as not available, in milliseconds. */
const patience = 120_000;

const nameOf = (output: string) => /:\s*(.{1,120}?) FOUND/.exec(output)?.[1] ?? 'unnamed';

/**
 * Runs a program for each file, without a shell; `{file}` among its arguments becomes the path. Exit status 0 is clean and 1 infected,
 * as ClamAV and most others have it; anything else says nothing about the file.
 */
export function commandScanner(command: readonly string[]): Scanner {
  const [program, ...rest] = command;
  if (program === undefined || !rest.some((argument) => argument.includes('{file}')))
    throw new Error('the scan command needs a program and {file} among its arguments');
  return (path) =>
    new Promise((resolve) => {
      const given = rest.map((argument) => argument.replaceAll('{file}', path));
      execFile(program, given, { timeout: patience, encoding: 'utf8' }, (error, output) => {
        if (!error) return resolve({ kind: 'clean' });
        if (error.code === 1) return resolve({ kind: 'infected', found: nameOf(output) });
        resolve({ kind: 'unavailable', reason: `exit status ${error.code ?? error.signal ?? 'unknown'}` });
      });
    });
}

/** Largest piece of one INSTREAM message, in bytes. */
const pieceSize = 64 * 1024;

/** Sends each file to clamd by its INSTREAM command, so that clamd needs no right to read our folder. */
export const clamdScanner =
  (place: NetConnectOpts): Scanner =>
  (path) =>
    new Promise((resolve) => {
      const socket = connect(place);
      let answer = '';
      let settled = false;
      const settle = (verdict: Verdict) => {
        if (settled) return;
        settled = true;
        file.destroy();
        socket.destroy();
        resolve(verdict);
      };
      const unavailable = (error: Error) => settle({ kind: 'unavailable', reason: error.name });
      const file = createReadStream(path, { highWaterMark: pieceSize });
      const length = (bytes: number) => {
        const prefix = Buffer.alloc(4);
        prefix.writeUInt32BE(bytes);
        return prefix;
      };
      socket.setTimeout(patience, () => settle({ kind: 'unavailable', reason: 'timed out' }));
      socket.on('error', unavailable);
      file.on('error', unavailable);
      socket.on('data', (data: Buffer) => (answer = (answer + data.toString('utf8')).slice(0, 1000)));
      socket.on('close', () => {
        if (answer.includes(' FOUND')) return settle({ kind: 'infected', found: nameOf(answer) });
        settle(
          /: OK\0?\s*$/.test(answer) ? { kind: 'clean' } : { kind: 'unavailable', reason: 'no verdict' },
        );
      });
      socket.on('connect', () => socket.write('zINSTREAM\0'));
      file.on('data', (piece) => {
        socket.write(length(piece.length));
        if (!socket.write(piece)) {
          file.pause();
          socket.once('drain', () => file.resume());
        }
      });
      file.on('end', () => socket.write(length(0)));
    });

/** What the operator's settings name: a command (words, or a JSON list where a word has spaces), or clamd's socket. */
export function scannerOf(settings: {
  command?: string | undefined;
  clamd?: string | undefined;
}): Scanner | undefined {
  const { command, clamd } = settings;
  if (command !== undefined) {
    const words: unknown = command.trimStart().startsWith('[')
      ? JSON.parse(command)
      : command.trim().split(/\s+/);
    if (!Array.isArray(words)) throw new Error('the scan command is no list');
    return commandScanner(words.map(String));
  }
  if (clamd === undefined) return undefined;
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(clamd) ?? [];
  return clamdScanner(
    host !== undefined && port !== undefined ? { host, port: Number(port) } : { path: clamd },
  );
}
