import type { StoredEvent } from '../store/records';
import { filesOf, type NamedFile } from '@shared/casework/filesOf';

/** An event as it is offered: whole, or only to take its place in this device's chain while files of its case are on their way. */
export type Arranged = { event: StoredEvent; filesPending: boolean };

/** Why a case does not go on: files on their way, a file that could not be sent, a large one that the network is spared. */
export type FileWait = 'uploading' | 'failed' | 'largeFile';
/** A case of which events wait for files; sizes in bytes. */
export type WaitingCase = { caseId: string; why: FileWait; events: number; files: number; bytes: number };

type KnownFile = { file: NamedFile; tries: number; pass: number; inFlight: boolean };
type Held = { caseId: string; files: string[]; placed: boolean };

/** Files above this size are large, in bytes: half a minute on a line of 256 kbit/s. */
export const largeFile = 1024 * 1024;

/**
 * A lane per case: what waits for files holds up what this device did on the same case after it, and nothing else. In memory
 * only; whoever starts again looks at the outbox again.
 */
export class Lanes {
  /** Files that are with the platform, or will never be. */
  readonly #settled = new Set<string>();
  readonly #files = new Map<string, KnownFile>();
  /** Events that may not go yet, by sequence. */
  readonly #held = new Map<number, Held>();
  #pass = 0;
  /** Whether large files are spared the network of the moment. */
  sparesLarge = false;
  /** Large files that a person sends all the same. */
  readonly #insisted = new Set<string>();

  /**
   * Arranges the next events of the outbox, which come in the order of the chain. Those that wait take their place only where
   * something behind them goes on; `isLast`: nothing comes behind this batch.
   */
  arrange(batch: readonly StoredEvent[], isLast: boolean): Arranged[] {
    const arranged = batch.map((event): Arranged => ({ event, filesPending: this.#hold(event) }));
    const end = isLast ? arranged.findLastIndex(({ filesPending }) => !filesPending) + 1 : arranged.length;
    return arranged.slice(0, end);
  }

  /** Notes what an event waits for; answers whether it waits. */
  #hold({ signed: { body } }: StoredEvent): boolean {
    const { caseId } = body.event;
    const files = filesOf(body.event).filter(({ sha256 }) => !this.#settled.has(sha256));
    const known = this.#held.get(body.sequence);
    const isBehind = [...this.#held].some(
      ([sequence, held]) => held.caseId === caseId && sequence < body.sequence,
    );
    if (files.length === 0 && !isBehind) {
      this.#held.delete(body.sequence);
      return false;
    }
    for (const file of files)
      if (!this.#files.has(file.sha256))
        this.#files.set(file.sha256, { file, tries: 0, pass: 0, inFlight: false });
    const hashes = files.map(({ sha256 }) => sha256);
    this.#held.set(body.sequence, { caseId, files: hashes, placed: known?.placed ?? false });
    return true;
  }

  /** The platform keeps the place of these events. */
  notePlaced(sequences: readonly number[]): void {
    for (const sequence of sequences) {
      const held = this.#held.get(sequence);
      if (held) held.placed = true;
    }
  }

  /** Whether an event need not be offered again before its files are there. */
  isPlaced(sequence: number): boolean {
    return this.#held.get(sequence)?.placed === true;
  }

  /** Whether an event waits for files, its own or those of the events before it. */
  isHeld(sequence: number): boolean {
    return this.#held.has(sequence);
  }

  /** Events that are not in the outbox any more wait for nothing. */
  keepOnly(outbox: ReadonlyMap<number, string>): void {
    for (const sequence of this.#held.keys()) if (!outbox.has(sequence)) this.#held.delete(sequence);
    const named = new Set([...this.#held.values()].flatMap(({ files }) => files));
    for (const sha256 of this.#files.keys()) if (!named.has(sha256)) this.#files.delete(sha256);
  }

  /** A person wants the large files that wait now to be sent on any network. */
  sendLarge(): void {
    for (const { file } of this.#files.values()) if (isLarge(file)) this.#insisted.add(file.sha256);
  }

  #isSpared({ file }: KnownFile): boolean {
    return this.sparesLarge && isLarge(file) && !this.#insisted.has(file.sha256);
  }

  /** Begins a pass over the files that wait: each is tried once in it. */
  beginPass(): void {
    this.#pass += 1;
  }

  /** The file to send next: those that failed seldom before those that fail often, small ones first. */
  next(): NamedFile | undefined {
    const due = [...this.#files.values()].filter(
      (one) => !one.inFlight && one.pass !== this.#pass && !this.#isSpared(one),
    );
    due.sort((a, b) => a.tries - b.tries || a.file.size - b.file.size);
    const [first] = due;
    if (!first) return undefined;
    first.inFlight = true;
    first.pass = this.#pass;
    return first.file;
  }

  /** A file is with the platform, or will never be there. Answers the cases that can go on now. */
  settle(sha256: string): string[] {
    this.#settled.add(sha256);
    this.#files.delete(sha256);
    const touched = new Set<string>();
    for (const held of this.#held.values())
      if (held.files.includes(sha256)) {
        held.files = held.files.filter((one) => one !== sha256);
        touched.add(held.caseId);
      }
    return [...touched].filter((caseId) => this.#goOn(caseId));
  }

  /** Lets go what waits for no file any more, in the order of the case. Answers whether anything can go on. */
  #goOn(caseId: string): boolean {
    const own = [...this.#held].filter(([, held]) => held.caseId === caseId).sort(([a], [b]) => a - b);
    const blocked = own.findIndex(([, { files }]) => files.length > 0);
    const free = blocked < 0 ? own : own.slice(0, blocked);
    for (const [sequence] of free) this.#held.delete(sequence);
    return free.length > 0;
  }

  /** A file could not be sent; others come before it from now on. */
  fail(sha256: string): void {
    const known = this.#files.get(sha256);
    if (known) Object.assign(known, { tries: known.tries + 1, inFlight: false });
  }

  /** Files that wait and are not spared. */
  get toSend(): number {
    return [...this.#files.values()].filter((one) => !this.#isSpared(one)).length;
  }

  /** How many cases wait for files, and how many of them because large ones are spared the network. */
  counts(): { waitForFiles: number; largeFilesWait: number } {
    const waiting = this.waiting();
    const large = waiting.filter(({ why }) => why === 'largeFile').length;
    return { waitForFiles: waiting.length, largeFilesWait: large };
  }

  /** The cases that wait for files, and why. */
  waiting(): WaitingCase[] {
    const cases = new Map<string, { events: number; hashes: Set<string> }>();
    for (const { caseId, files } of this.#held.values()) {
      const one = cases.get(caseId) ?? { events: 0, hashes: new Set<string>() };
      one.events += 1;
      for (const sha256 of files) one.hashes.add(sha256);
      cases.set(caseId, one);
    }
    return [...cases].map(([caseId, { events, hashes }]) => {
      const files = [...hashes].flatMap((sha256) => this.#files.get(sha256) ?? []);
      const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
      return { caseId, why: this.#why(files), events, files: files.length, bytes };
    });
  }

  #why(files: readonly KnownFile[]): FileWait {
    if (files.some((one) => this.#isSpared(one))) return 'largeFile';
    return files.some(({ tries }) => tries > 0) ? 'failed' : 'uploading';
  }

  /** The platform's history began anew: whatever it kept is to be offered again. */
  forget(): void {
    this.#settled.clear();
    this.#held.clear();
    this.#files.clear();
  }
}

const isLarge = ({ size }: NamedFile) => size > largeFile;
