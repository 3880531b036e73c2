import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Chance } from './chance';
import type { Desk } from './desk';

/** How many bundles and how many receipts are about at most; the oldest are left somewhere. */
const about = 12;

/** 离线摆渡: the USB sticks that are on their way between offices, with what lies on them. Nothing on them is ever used up. */
export class Sticks {
  readonly #bundles: { path: string; of: Desk }[] = [];
  readonly #receipts: { path: string; of: Desk }[] = [];

  private constructor(
    readonly chance: Chance,
    readonly folder: string,
  ) {}

  static async begin(chance: Chance): Promise<Sticks> {
    return new Sticks(chance, await mkdtemp(join(tmpdir(), 'longjiang-sticks-')));
  }

  /** ① Writes what waits on a device to a stick. */
  async write(desk: Desk): Promise<void> {
    const paths = await desk.office.ferryOut(await mkdtemp(join(this.folder, 'stick-')));
    this.#bundles.push(...paths.map((path) => ({ path, of: desk })));
    this.#bundles.splice(0, this.#bundles.length - about);
  }

  /** ② Carries any of the bundles, some for the second time and some damaged on the way. */
  async carry(desk: Desk): Promise<void> {
    if (this.#bundles.length === 0) return;
    const { path, of } = this.chance.pick(this.#bundles);
    const damaged = await this.#damagedNowAndThen(path);
    const [carried] = await desk.attend(() => desk.office.carry([damaged ?? path]));
    if (carried?.kind !== 'carried') return;
    if (damaged !== undefined) throw new Error(`a damaged bundle was carried: ${damaged}`);
    this.#receipts.push({ path: join(dirname(path), carried.receipt), of });
    this.#receipts.splice(0, this.#receipts.length - about);
  }

  /** ③ Takes any of the receipts in, now and then one of another office. */
  async takeIn(desk: Desk): Promise<void> {
    const own = this.#receipts.filter(({ of }) => of === desk);
    const from = own.length > 0 && !this.chance.oneIn(5) ? own : this.#receipts;
    if (from.length === 0) return;
    const { path } = this.chance.pick(from);
    const damaged = await this.#damagedNowAndThen(path);
    const [taken] = await desk.office.ferryIn([damaged ?? path]);
    if (damaged !== undefined && taken?.kind === 'taken')
      throw new Error(`a damaged receipt was taken in: ${damaged}`);
  }

  /** The disk of a device is replaced: what it had put on sticks went with it. */
  forget(desk: Desk): void {
    for (const some of [this.#bundles, this.#receipts])
      some.splice(0, Infinity, ...some.filter(({ of }) => of !== desk));
  }

  /** A copy in which one byte is another one. */
  async #damagedNowAndThen(path: string): Promise<string | undefined> {
    if (!this.chance.oneIn(8)) return undefined;
    const copy = join(await mkdtemp(join(this.folder, 'damaged-')), basename(path));
    const bytes = await readFile(path);
    const at = this.chance.below(bytes.length);
    bytes.writeUInt8((bytes[at] ?? 0) ^ (1 + this.chance.below(255)), at);
    await writeFile(copy, bytes);
    return copy;
  }

  async end(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
