import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { Seeded } from './seeded';

/** Damage to the files of an application that does not run. Everything here knows only what lies on the disk. */

/** Where the working store's files lie, as Chromium names them. */
export function storeFiles(userData: string): string[] {
  const top = path.join(userData, 'IndexedDB');
  if (!existsSync(top)) return [];
  return (
    readdirSync(top, { recursive: true, withFileTypes: true })
      // Its lock and its notes for developers hold nothing that is read again.
      .filter((entry) => entry.isFile() && !/^(LOCK|LOG|LOG\.old)$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => statSync(file).size > 0)
      .sort()
  );
}

export function deleteStore(userData: string): void {
  rmSync(path.join(userData, 'IndexedDB'), { recursive: true, force: true });
}

function flip(file: string, offset: number): void {
  const bytes = readFileSync(file);
  bytes[offset] = (bytes[offset] ?? 0) ^ 0x55;
  writeFileSync(file, bytes);
}

/** Flips a byte in some of the store's files; answers where, for the output. */
export function flipStore(userData: string, chance: Seeded): string {
  const files = storeFiles(userData);
  if (files.length === 0) return 'no file to flip';
  const places = Array.from({ length: 1 + chance.below(3) }, () => {
    const file = chance.oneOf(files);
    const offset = chance.below(statSync(file).size);
    flip(file, offset);
    return `${path.basename(file)}@${offset}`;
  });
  return places.join(' ');
}

/** Cuts some of the store's files short; answers which. */
export function truncateStore(userData: string, chance: Seeded): string {
  const files = storeFiles(userData);
  if (files.length === 0) return 'no file to cut';
  const file = chance.oneOf(files);
  const length = chance.below(statSync(file).size);
  truncateSync(file, length);
  return `${path.basename(file)} to ${length}`;
}

const ledgerFolder = (userData: string) => path.join(userData, 'ledger');

const segments = (userData: string): string[] =>
  readdirSync(ledgerFolder(userData))
    .filter((name) => name.endsWith('.ljl'))
    .sort();

/** Adds to the newest segment what a write leaves that was cut off: the beginning of an entry that nobody was promised. */
export function tearTail(userData: string, chance: Seeded): string {
  const newest = segments(userData).at(-1);
  if (newest === undefined) return 'no segment yet';
  const whole = Buffer.concat([Buffer.alloc(8), randomBytes(400)]);
  whole.writeUInt32BE(whole.length - 8, 0);
  const torn = whole.subarray(0, 1 + chance.below(whole.length - 1));
  const file = openSync(path.join(ledgerFolder(userData), newest), 'a');
  writeSync(file, torn);
  closeSync(file);
  return `${torn.length} bytes behind ${newest}`;
}

/** A byte of the ledger that was changed: where the damaged entry begins, and how to undo it. */
export type LedgerWound = {
  segment: string;
  entryOffset: number;
  heal: () => void;
  untouched: () => boolean;
};

/** Flips a byte in the middle of the ledger, in any entry but not in its length, so that the place can be named for sure. */
export function woundLedger(userData: string, chance: Seeded): LedgerWound | undefined {
  const names = segments(userData).filter(
    (name) => statSync(path.join(ledgerFolder(userData), name)).size > 0,
  );
  if (names.length === 0) return undefined;
  const segment = chance.oneOf(names);
  const file = path.join(ledgerFolder(userData), segment);
  const before = readFileSync(file);
  const starts = [];
  for (let at = 0; at + 8 <= before.length; at += 8 + before.readUInt32BE(at)) starts.push(at);
  const entryOffset = chance.oneOf(starts);
  const length = before.readUInt32BE(entryOffset);
  flip(file, entryOffset + 4 + chance.below(4 + length));
  const wounded = readFileSync(file);
  return {
    segment,
    entryOffset,
    heal: () => writeFileSync(file, before),
    untouched: () => readFileSync(file).equals(wounded),
  };
}
